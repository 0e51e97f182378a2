#!/usr/bin/env bash
# The reports of runs show what their data says, to everyone, and load nothing. Looked at in Chromium, in light and dark, wide and narrow.
#   tests/Report/test.sh [FILE...]      FILE: these reports, and not those that the tests of the view write
# What they look like is left in artifacts/report-screenshots.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"
reports=()
for file in "$@"; do reports+=("$(realpath "$file")"); done
cd "$repository" || exit 1

modules=$repository/artifacts/report-browser
screenshots=$repository/artifacts/report-screenshots

not_tested() {
  echo "NOT TESTED: the reports in a browser. $1" >&2
  report
  exit
}

install() {
  cmp -s tests/Report/package-lock.json "$modules/installed" && return
  rm -rf "$modules" && mkdir -p "$modules" && cp tests/Report/package{,-lock}.json "$modules" &&
    npm ci --prefix "$modules" --no-audit --no-fund --ignore-scripts && cp tests/Report/package-lock.json "$modules/installed"
}
write() {
  mkdir "$scratch/reports"
  BUNDT_WRITE_REPORTS=$scratch/reports dotnet tests/View.Tests/bin/Release/net10.0/Bundt.View.Tests.dll --no-ansi --no-progress \
    --results-directory "$scratch" --filter-class '*TheReport' && compgen -G "$scratch/reports/*.html"
}
look() { node tests/Report/check.mjs --modules "$modules" --chromium "$(command -v chromium)" "$@"; }

# broken SED: a copy with something wrong in it, of the largest report that has what SED changes
broken() {
  local copy file
  copy=$(mktemp -d "$scratch/XXXXXX")/broken.html
  for file in "${reports[@]}"; do
    sed -E "$1" "$file" >"$copy"
    cmp -s "$file" "$copy" || break
  done
  # Whatever a report forbids its scripts, what is put into it here may run.
  sed -i -E 's#<meta http-equiv="Content-Security-Policy"[^>]*>##' "$copy"
  echo "$copy"
}
# finds TEXT MODE CLAIM SED: with SED the claim does not hold, and TEXT is why
finds() { refuses "$1" look --mode "$2" --check "$3" "$(broken "$4")"; }
# with HTML: the SED that adds it at the end of a page
with() { echo "s#</body>#$1</body>#"; }

for program in node npm; do
  command -v "$program" >/dev/null || not_tested "It takes node and npm."
done
scripts/install-tools.sh chromium >"$scratch/installed" 2>&1 || not_tested "There is no Chromium, and it could not be installed: $(cat "$scratch/installed")"
check "what the browser is driven with is installed" install
if [ ${#reports[@]} = 0 ]; then
  check "the tests of the view write reports" write
  mapfile -t reports < <(compgen -G "$scratch/reports/*.html")
fi
if [ ${#reports[@]} = 0 ]; then
  report
  exit
fi

# The largest first.
mapfile -t reports < <(stat --format='%s %n' "${reports[@]}" | sort -rn | cut -d ' ' -f 2-)

rm -rf "$screenshots"
look --screenshots "$screenshots" "${reports[@]}" | tee "$scratch/looked" | grep -vE '^[0-9]+ passed, '
if [[ $(tail -n 1 "$scratch/looked") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
  passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
else
  failed=$((failed + 1))
  echo "  FAIL  the browser ended early"
fi

# Each of them can fail.
check "data that cannot be read is found" finds "its data can be read" light-1280 "its data" 's/"steps"/"step"/'
check "an h1 that does not name the environment is found" finds "does not name the environment" light-1280 "it says what" 's#<h1[^>]*>#&</h1><h1 hidden>#'
check "a missing title is found" finds "it has no title" light-1280 "it says what" 's#<title>[^<]*</title>##'
check "a step that is not drawn is found" finds "is not drawn" light-1280 "the timeline" 's/data-step=/data-stop=/'
check "a wait of another length is found" finds "and is not in the data" light-1280 "the timeline" 's/(data-wait="[^"]*" data-seconds=")/\11/'
check "a bar that is too long is found" finds "by the scale of the largest" dark-400 "the timeline" "$(with '<style>rect[data-wait] { width: 77px !important }</style>')"
check "a bar in the wrong place is found" finds "is drawn from" light-400 "the timeline" "$(with '<style>rect[data-wait] { translate: 77px 0 }</style>')"
check "a version that is not drawn is found" finds "second, version and requests" light-1280 "the traffic" 's/data-version=/data-revision=/'
check "failed requests that are not drawn are found" finds "second and failed requests" light-1280 "the traffic" 's/data-failed=/data-lost=/'
check "a bar that is too high is found" finds "by the scale of the largest" light-400 "the traffic" "$(with '<style>rect[data-version][data-second="0"] { height: 7px !important }</style>')"
check "a latency that is not drawn is found" finds "second, median and slow" light-1280 "the latency" 's/data-median=/data-mean=/'
check "latencies out of their place are found" finds "the latencies" light-1280 "the latency" "$(with '<style>[data-median][data-second="0"] { translate: 0 40px }</style>')"
check "a call that is in no row is found" finds "no row has" light-1280 "in words" 's#"count": *#&9#'
check "a page that is light in the dark is found" finds "it is light" dark-1280 "it is dark" "$(with '<style>body { color: black !important }</style>')"
check "low contrast is found" finds "color-contrast" light-1280 "axe" "$(with '<p style="color: \#777; background: \#888">dim</p>')"
check "low contrast in the dark is found" finds "color-contrast" dark-400 "axe" "$(with '<p style="color: \#333; background: \#222">dim</p>')"
check "faint text of a chart is found" finds "below 4.5" dark-1280 "stands out" "$(with '<style>svg text { fill: \#444 !important; stroke: none }</style>')"
check "a page that scrolls sideways is found" finds "px wide" light-400 "sideways" "$(with '<p style="width: 500px">wide</p>')"
check "text that is cut off is found" finds "cuts off" light-400 "sideways" "$(with '<div style="overflow: hidden"><p style="width: 500px">wide</p></div>')"
check "a box that the keyboard does not reach is found" finds "the keyboard does not get into it" light-400 "by keyboard" \
  "$(with '<div style="overflow: auto"><p style="width: 500px">wide</p></div>')"
check "text that is not printed is found" finds "not on paper" light-1280 "print has" "$(with '<style>@media print { h1 { display: none } }</style>')"
check "text that paper cuts off is found" finds "not on paper: far" light-1280 "print has" \
  "$(with '<div style="overflow: auto" tabindex="0"><p style="width: 2000px; text-align: right">far</p></div>')"
check "an image from elsewhere is found" finds "it asks for http://127.0.0.1/image.png" light-1280 "nothing but itself" "$(with '<img alt="" src="http://127.0.0.1/image.png">')"
check "one that is loaded later is found" finds "names http://127.0.0.1/image.png" light-1280 "nothing to load" \
  "$(with '<p style="height: 9000px">long</p><img alt="" loading="lazy" src="http://127.0.0.1/image.png">')"
check "a script is found" finds "it has <script>" light-1280 "no script" "$(with '<script>1</script>')"
check "an error on the console is found" finds "error: broken" light-1280 "nothing to say" "$(with '<script>console.error("broken")</script>')"
check "so is a warning" finds "warning: odd" light-1280 "nothing to say" "$(with '<script>console.warn("odd")</script>')"
check "so is an error that nobody catches" finds "error: thrown" light-1280 "nothing to say" "$(with '<script>throw new Error("thrown")</script>')"

report
