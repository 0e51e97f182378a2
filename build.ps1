#!/usr/bin/env pwsh
# Runs Bundt: ./build.ps1 --target=TARGET --env=ENVIRONMENT, or --help. Builds it first if its sources changed.
# The local environment needs Linux: on Windows, run build.sh in WSL for it.

$ErrorActionPreference = 'Stop'
$repository = $PSScriptRoot

if ($IsLinux -or $IsMacOS) {
    & (Join-Path $repository 'build.sh') @args
    exit $LASTEXITCODE
}

$artifacts = Join-Path $repository 'artifacts'
$bin = Join-Path $artifacts 'bin'

function Stop-WithMessage([string[]] $lines) {
    $lines | ForEach-Object { [Console]::Error.WriteLine($_) }
    exit 1
}

function Find-Sdk {
    $candidates = @(
        (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1).Source
        if ($env:DOTNET_ROOT) { Join-Path $env:DOTNET_ROOT 'dotnet.exe' }
        Join-Path $env:ProgramFiles 'dotnet\dotnet.exe'
    ) | Where-Object { $_ -and (Test-Path $_) }

    Push-Location $repository
    try {
        foreach ($candidate in $candidates) {
            $version = & { $ErrorActionPreference = 'Continue'; & $candidate --version 2>$null }
            if ($LASTEXITCODE -eq 0 -and $version) { return $candidate }
        }
    }
    finally { Pop-Location }

    Stop-WithMessage 'Bundt needs the .NET 10 SDK, and this machine does not have it.',
        'Install it from https://dotnet.microsoft.com/download/dotnet/10.0 (or set DOTNET_ROOT to where it is), then run this again.'
}

# Path, size and time of every file that the build reads; the environment files are read by each run, not by the build.
function Get-Sources {
    $files = @(Get-ChildItem (Join-Path $repository 'build') -Recurse -File) +
        @('.editorconfig', 'global.json', 'build.ps1' | ForEach-Object { Get-Item -Force (Join-Path $repository $_) })
    $files |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj)[\\/]' -and $_.FullName -notmatch '[\\/]environments[\\/][^\\/]*\.yaml$' } |
        ForEach-Object { '{0} {1} {2}' -f $_.FullName, $_.Length, $_.LastWriteTimeUtc.Ticks } |
        Sort-Object
}

function Test-Fresh([string] $sources) {
    $recorded = Join-Path $bin 'sources'
    (Test-Path $recorded) -and ([IO.File]::ReadAllText($recorded) -ceq $sources)
}

# Each build has a directory of its own, and a junction says which is current: a run under way keeps its files.
function Invoke-Build([string] $sources) {
    $dotnet = Find-Sdk
    $built = Join-Path $artifacts ('bin-' + [Guid]::NewGuid().ToString('N'))
    [Console]::Error.WriteLine('Building Bundt ..')
    New-Item -ItemType Directory $built | Out-Null

    # Warnings are for those who change Bundt (the tests have them as errors), not for those who run it.
    $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
    $env:DOTNET_NOLOGO = '1'
    foreach ($project in 'Pipeline', 'LocalCloud') {
        $output = & $dotnet publish (Join-Path $repository "build\$project\$project.csproj") --configuration Release `
            --artifacts-path (Join-Path $artifacts 'build') --output (Join-Path $built $project) --verbosity quiet -consoleLoggerParameters:NoSummary `
            -property:RunAnalyzers=false -property:TreatWarningsAsErrors=false
        if ($LASTEXITCODE -ne 0) {
            Remove-Item -Recurse -Force $built
            Stop-WithMessage (@($output) + 'Bundt could not be built: see the errors above.')
        }
    }
    [IO.File]::WriteAllText((Join-Path $built 'dotnet'), $dotnet)
    [IO.File]::WriteAllText((Join-Path $built 'sources'), $sources)

    if (Test-Path $bin) { [IO.Directory]::Delete($bin) }
    New-Item -ItemType Junction -Path $bin -Target $built | Out-Null
    # A directory whose programs still run cannot be renamed, and stays until a later build.
    foreach ($old in Get-ChildItem $artifacts -Directory -Filter 'bin-*' | Where-Object { $_.FullName -ne $built }) {
        try { Rename-Item $old.FullName ('old-' + $old.Name) } catch { continue }
        Remove-Item -Recurse -Force (Join-Path $artifacts ('old-' + $old.Name))
    }
}

$sources = (Get-Sources) -join "`n"
if (-not (Test-Fresh $sources)) {
    New-Item -ItemType Directory -Force $artifacts | Out-Null
    # Of two that start at once, one builds.
    $lock = $null
    while (-not $lock) {
        try { $lock = [IO.File]::Open((Join-Path $artifacts 'build.lock'), 'OpenOrCreate', 'ReadWrite', 'None') }
        catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
    }
    try { if (-not (Test-Fresh $sources)) { Invoke-Build $sources } }
    finally { $lock.Dispose() }
}

$dotnet = [IO.File]::ReadAllText((Join-Path $bin 'dotnet'))
# What Bundt starts in turn is to find the same SDK.
$env:PATH = (Split-Path $dotnet) + [IO.Path]::PathSeparator + $env:PATH
& $dotnet (Join-Path $bin 'Pipeline\Bundt.Pipeline.dll') @args
exit $LASTEXITCODE
