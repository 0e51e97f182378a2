# shellcheck shell=bash disable=SC2034 # functions here answer in variables
# Reading systemd units: sourced by unit.sh, which runs one, and by systemctl.sh, which asks about them.

units=/run/units
unit_directories=(/etc/systemd/system /run/systemd/system /usr/local/lib/systemd/system /usr/lib/systemd/system /lib/systemd/system)

# full_name NAME: with the suffix that may be left out
full_name() {
  case $1 in
    *.service | *.target | *.socket | *.timer | *.mount | *.path | *.slice) echo "$1" ;;
    *) echo "$1.service" ;;
  esac
}

# find_unit NAME: sets unit_file, to that of its template where it has none of its own
find_unit() {
  local directory name
  for name in "$1" "${1/@*./@.}"; do
    for directory in "${unit_directories[@]}"; do
      unit_file=$directory/$name
      [ ! -f "$unit_file" ] || return 0
    done
  done
  unit_file=
  return 1
}

# load_unit NAME: fills the array unit, by Section.Key, from the unit's file and its drop-ins. Values of a repeated key are lines.
declare -A unit
load_unit() {
  local directory file files=()
  unit=()
  find_unit "$1" || return 1
  files=("$unit_file")
  for directory in "${unit_directories[@]}"; do
    for file in "$directory/$1".d/*.conf; do
      [ ! -f "$file" ] || files+=("$file")
    done
  done
  for file in "${files[@]}"; do
    read_unit "$file" "$1"
  done
}

read_unit() {
  local name=${2%.*} line more section= key value
  local instance=${name#*@}
  [ "$instance" != "$name" ] || instance=
  while IFS= read -r line || [ -n "$line" ]; do
    while [[ $line == *\\ ]] && IFS= read -r more; do
      line="${line%\\} $more"
    done
    [[ $line =~ ^[[:space:]]*(.*[^[:space:]])[[:space:]]*$ ]] || continue
    line=${BASH_REMATCH[1]}
    case $line in
      [\#\;]*) continue ;;
      \[*\]) section=${line:1:-1} && continue ;;
      *=*) ;;
      *) continue ;;
    esac
    [[ $line =~ ^([^=]*[^=[:space:]])[[:space:]]*=[[:space:]]*(.*)$ ]] || continue
    key=$section.${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
    if [[ $value == *%* ]]; then
      value=${value//%%/$'\1'}
      value=${value//%n/$2} value=${value//%N/$name} value=${value//%p/${name%%@*}}
      value=${value//%[iI]/$instance} value=${value//%H/$HOSTNAME} value=${value//$'\1'/%}
    fi
    # An empty value takes back those before it.
    if [ -z "$value" ]; then
      unit[$key]=
    else
      unit[$key]+=${unit[$key]:+$'\n'}$value
    fi
  done <"$1"
}

# lines KEY: fills the array lines with the key's values
lines() {
  lines=()
  [ -z "${unit[$1]-}" ] || mapfile -t lines <<<"${unit[$1]}"
}

# last KEY DEFAULT: sets value to the key's last value
last() {
  value=${unit[$1]-}
  value=${value##*$'\n'}
  value=${value:-${2-}}
}

# split TEXT: fills the array words, honouring quotes and backslashes
split() {
  local text=$1 char quote= word= open= i
  words=()
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $char in
      \\)
        i=$((i + 1)) open=1
        case ${text:i:1} in
          n) word+=$'\n' ;;
          t) word+=$'\t' ;;
          s) word+=' ' ;;
          *) word+=${text:i:1} ;;
        esac
        ;;
      [\"\'])
        open=1
        case $quote in
          '') quote=$char ;;
          "$char") quote= ;;
          *) word+=$char ;;
        esac
        ;;
      [[:space:]])
        if [ -n "$quote" ]; then
          word+=$char
        elif [ -n "$open" ]; then
          words+=("$word") word= open=
        fi
        ;;
      *) word+=$char open=1 ;;
    esac
  done
  [ -z "$open" ] || words+=("$word")
}

# expand: puts the values of variables into the array words; $NAME alone becomes several words, ${NAME} stays within its own
expand() {
  local word many whole result=()
  for word in "${words[@]}"; do
    if [[ $word =~ ^\$([A-Za-z_][A-Za-z0-9_]*)$ ]]; then
      read -r -a many <<<"${!BASH_REMATCH[1]-}"
      result+=("${many[@]}")
      continue
    fi
    word=${word//\$\$/$'\1'} whole=
    while [[ $word =~ ^([^$]*)\$\{([A-Za-z_][A-Za-z0-9_]*)\}(.*)$ ]]; do
      whole+=${BASH_REMATCH[1]}${!BASH_REMATCH[2]-} word=${BASH_REMATCH[3]}
    done
    whole+=$word
    result+=("${whole//$'\1'/\$}")
  done
  words=("${result[@]}")
}

# seconds SPAN: sets seconds from a time span such as 5, 500ms, 1min 30s
seconds() {
  local span=$1 number
  seconds=0
  [ "$span" != infinity ] || { seconds=infinity && return; }
  while [[ $span =~ ^[[:space:]]*([0-9.]+)[[:space:]]*([a-z]*)(.*)$ ]]; do
    number=${BASH_REMATCH[1]} span=${BASH_REMATCH[3]}
    case ${BASH_REMATCH[2]} in
      us | usec) number="$number / 1000000" ;;
      ms | msec) number="$number / 1000" ;;
      m | min | minute | minutes) number="$number * 60" ;;
      h | hr | hour | hours) number="$number * 3600" ;;
    esac
    seconds="$seconds + $number"
  done
  [[ $seconds =~ ^0\ \+\ ([0-9.]+)$ ]] && seconds=${BASH_REMATCH[1]} || seconds=$(awk "BEGIN { print $seconds }")
}

# state_of NAME: sets state to what the unit's supervisor said last, and supervisor to its process id while that lives
state_of() {
  state=inactive supervisor=
  [ ! -e "$units/$1/state" ] || state=$(<"$units/$1/state")
  [ ! -e "$units/$1/supervisor" ] || supervisor=$(<"$units/$1/supervisor")
  if [ -n "$supervisor" ] && ! kill -0 "$supervisor" 2>/dev/null; then
    supervisor=
    [ "$state" = failed ] || state=inactive
  fi
}
