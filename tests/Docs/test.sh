#!/usr/bin/env bash
# What is written leads somewhere: each link to a file or heading of this repository, and each option and target in a command of build.sh,
# each message that a page quotes.
# Links to elsewhere are not followed.
# shellcheck source=../checks.sh source-path=SCRIPTDIR
source "$(dirname "${BASH_SOURCE[0]}")/../checks.sh"
cd "$repository" || exit 1

modules=$repository/artifacts/docs-remark
packages=(remark-cli@12.0.1 remark-validate-links@13.1.0)
pages=(README.md CHANGELOG.md build/docs build/decisions scripts)

install() {
  [ "$(cat "$modules/installed" 2>/dev/null)" = "${packages[*]}" ] && return
  rm -rf "$modules" && mkdir -p "$modules" &&
    npm install --prefix "$modules" --no-audit --no-fund --ignore-scripts "${packages[@]}" && echo "${packages[*]}" >"$modules/installed"
}
links() { # links FOLDER: the pages of a copy of the repository
  (cd "$1" && "$modules/node_modules/.bin/remark" --no-config --quiet --frail \
    --use "$modules/node_modules/remark-validate-links/index.js=repository:false" "${pages[@]}" </dev/null)
}
commands() { # commands FOLDER
  local word
  while read -r word; do
    case $word in
      --target=*) [[ " ${targets[*]} " == *" ${word#*=} "* ]] || { echo "build.sh knows no target ${word#*=}"; return 1; } ;;
      --*) [[ " ${options[*]} " == *" ${word#--} "* ]] || { echo "build.sh knows no option $word"; return 1; } ;;
    esac
  done < <(cd "$1" && grep -rhoE '\./build\.sh [^`#>|]*' --include='*.md' README.md build/docs | grep -oE -- '--target=[A-Z][a-z][A-Za-z]*|--[a-z][a-z-]*' | sort -u)
}
# messages FOLDER: what the page quotes is what the program says, but for names and figures
messages() {
  local message piece pieces
  while read -r message; do
    mapfile -t pieces < <(sed 's/…/\n/g' <<<"$message" | sed -E 's/^[ .:(),'\'']+//; s/[ .:(),'\'']+$//' | awk 'length > 8')
    for piece in "${pieces[@]}"; do
      grep -rqF --include='*.cs' -- "$piece" build/{Domain,Cloud,View,Pipeline} || { echo "nothing says \"$piece\" of: $message"; return 1; }
    done
  done < <(sed -n 's/^### `\(.*\)`$/\1/p' "$1/build/docs/guides/troubleshooting.md" | grep .)
}
# broken SED: a copy of the pages with something wrong in the guides
broken() {
  local copy
  copy=$(mktemp -d "$scratch/XXXXXX")
  git ls-files -z | tar --null --files-from - -c | tar -x -C "$copy"
  sed -i "$1" "$copy"/build/docs/guides/*.md
  echo "$copy"
}

read_help
check "commands have options and targets that build.sh knows" commands .
check "a target that it does not know is found" refuses "knows no target Relase" commands "$(broken s/--target=Release/--target=Relase/)"
check "an option that it does not know is found" refuses "knows no option --hom" commands "$(broken 's/--home=DIR/--hom=DIR/')"

check "messages are those that a run says" messages .
check "a message that nothing says is found" refuses 'nothing says "The tests of comit"' messages "$(broken 's/tests of commit/tests of comit/')"

if command -v npm >/dev/null; then
  check "what reads links is installed" install
  check "each link leads to a file and a heading that are there" links .
  check "a file that is not there is found" refuses "Cannot find file" links "$(broken 's#../Policy.md#../Polizy.md#')"
  check "a heading that is not there is found" refuses "Cannot find heading" links "$(broken 's/#3-draft/#4-draft/')"
else
  echo "NOT TESTED: links. It takes npm." >&2
fi

report
