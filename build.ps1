#!/usr/bin/env pwsh
# Runs Bundt: ./build.ps1 [--target=TARGET] [--env=ENVIRONMENT], or --help. Builds it first if its sources changed.
# For PowerShell 7 and Windows PowerShell 5.1, which takes this file for ANSI: hence ASCII alone.
# The local environment needs Linux: on Windows, run build.sh in WSL for it.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
# An exit code is handed over; it is no error of this script.
$PSNativeCommandUseErrorActionPreference = $false

$repository = $PSScriptRoot
# To PowerShell, --env=a,b is an array.
$arguments = @($args | ForEach-Object { if ($_ -is [array]) { $_ -join ',' } else { "$_" } })

# Windows PowerShell, which is of the edition Desktop, has no $IsWindows.
if ($PSVersionTable.PSEdition -eq 'Core' -and -not $IsWindows) {
    & (Join-Path $repository 'build.sh') @arguments
    exit $LASTEXITCODE
}

$artifacts = Join-Path $repository 'artifacts'
$bin = Join-Path $artifacts 'bin'

function Stop-WithMessage([string[]] $lines) {
    $lines | ForEach-Object { [Console]::Error.WriteLine($_) }
    exit 1
}

# --- the .NET SDK ---

# The first dotnet that has the SDK which global.json asks for.
function Find-Sdk {
    $candidates = @(
        Get-Command dotnet -CommandType Application -ErrorAction Ignore | ForEach-Object { $_.Source }
        foreach ($folder in $env:DOTNET_ROOT, "$env:LOCALAPPDATA\Microsoft\dotnet", "$env:ProgramFiles\dotnet") {
            if ($folder) { Join-Path $folder 'dotnet.exe' }
        }
    )
    $found = ''
    $ErrorActionPreference = 'Continue' # in 5.1, what a program writes to a redirected standard error is an error
    Push-Location $repository
    try {
        foreach ($candidate in $candidates) {
            if (-not (Test-Path $candidate)) { continue }
            & $candidate --version 2>$null | Out-Null
            if ($LASTEXITCODE -eq 0) { return $candidate }
            & $candidate --list-sdks 2>$null | ForEach-Object { $found += ' ' + $_.Split(' ')[0] }
        }
    }
    finally { Pop-Location }

    if (-not $found) { $found = ' no .NET SDK at all' }
    Stop-WithMessage "Bundt needs the .NET 10 SDK, and this machine has$found.",
        'Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or set DOTNET_ROOT to where it is), then run this again.'
}

# --- the build ---

# Path, size and time of every file that the build reads; the environment files are read by each run, not by the build.
function Get-Sources {
    $build = Join-Path $repository 'build'
    $files = @([IO.Directory]::GetFiles($build, '*', 'AllDirectories') | Where-Object {
        $path = $_.Substring($build.Length)
        $path -notmatch '[\\/](obj|bin)[\\/]' -and $path -notmatch '^[\\/]environments[\\/].*\.yaml$'
    }) + @('.editorconfig', 'global.json', 'build.ps1' | ForEach-Object { Join-Path $repository $_ })
    $lines = [string[]] @($files | ForEach-Object { '{0} {1} {2}' -f $_, ([IO.FileInfo] $_).Length, ([IO.FileInfo] $_).LastWriteTimeUtc.Ticks })
    [Array]::Sort($lines, [StringComparer]::Ordinal)
    $lines -join "`n"
}

function Test-Fresh([string] $sources) {
    $recorded = Join-Path $bin 'sources'
    (Test-Path $recorded) -and ([IO.File]::ReadAllText($recorded) -ceq $sources) -and (Test-Path ([IO.File]::ReadAllText((Join-Path $bin 'dotnet'))))
}

# The build's own working files stay apart from those of a developer's tools. Warnings are for those who change Bundt
# (the tests have them as errors), not for those who run it.
function Publish-Project([string] $dotnet, [string] $project, [string] $directory) {
    $output = & $dotnet publish "$repository/build/$project/$project.csproj" --configuration Release --artifacts-path "$repository/artifacts/build" --output "$directory/$project" `
        --verbosity quiet -consoleLoggerParameters:NoSummary -property:RunAnalyzers=false -property:TreatWarningsAsErrors=false
    if ($LASTEXITCODE -ne 0) {
        [IO.Directory]::Delete($directory, $true)
        Stop-WithMessage (@($output) + 'Bundt could not be built: see the errors above.')
    }
}

# Each build has a directory of its own, and a junction says which is current: a run under way keeps its files.
function Invoke-Build([string] $sources) {
    $dotnet = Find-Sdk
    $built = Join-Path $artifacts ('bin-' + [Guid]::NewGuid().ToString('N'))
    [Console]::Error.WriteLine('Building Bundt ' + [char] 0x2026)
    [IO.Directory]::CreateDirectory($built) | Out-Null
    'Pipeline', 'LocalCloud' | ForEach-Object { Publish-Project $dotnet $_ $built }
    [IO.File]::WriteAllText((Join-Path $built 'dotnet'), $dotnet)
    [IO.File]::WriteAllText((Join-Path $built 'sources'), $sources)

    if (Test-Path $bin) { [IO.Directory]::Delete($bin) }
    New-Item -ItemType Junction -Path $bin -Target $built | Out-Null
    foreach ($old in [IO.Directory]::GetDirectories($artifacts, 'bin-*') | Where-Object { $_ -ne $built }) {
        # A directory whose programs still run cannot be renamed, and stays until a later build.
        try { [IO.Directory]::Move($old, "$old.old") } catch [IO.IOException] { continue }
        [IO.Directory]::Delete("$old.old", $true)
    }
}

# --- the run ---

# What is set for this run is not left behind in the session that it was started from.
$before = $env:PATH, $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:DOTNET_NOLOGO
$encoding = [Console]::OutputEncoding
try {
    # Where there is no console, there is none to tell that Bundt writes UTF-8.
    try { [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false) } catch { $encoding = $null }
    $sources = Get-Sources
    if (-not (Test-Fresh $sources)) {
        [IO.Directory]::CreateDirectory($artifacts) | Out-Null
        # Of two that start at once, one builds.
        $lock = $null
        while (-not $lock) {
            try { $lock = [IO.File]::Open((Join-Path $artifacts 'build.lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
            catch [IO.IOException] { [Threading.Thread]::Sleep(200) }
        }
        try {
            $env:DOTNET_CLI_TELEMETRY_OPTOUT = $env:DOTNET_NOLOGO = '1'
            if (-not (Test-Fresh $sources)) { Invoke-Build $sources }
        }
        finally { $lock.Dispose() }
        $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:DOTNET_NOLOGO = $before[1, 2]
    }

    # What Bundt starts in turn, the application's own tests for one, is to find the same SDK.
    $dotnet = [IO.File]::ReadAllText((Join-Path $bin 'dotnet'))
    $env:PATH = [IO.Path]::GetDirectoryName($dotnet) + [IO.Path]::PathSeparator + $env:PATH
    & $dotnet (Join-Path $bin 'Pipeline/Bundt.Pipeline.dll') @arguments
}
finally {
    $env:PATH, $env:DOTNET_CLI_TELEMETRY_OPTOUT, $env:DOTNET_NOLOGO = $before
    if ($encoding) { [Console]::OutputEncoding = $encoding }
}
exit $LASTEXITCODE
