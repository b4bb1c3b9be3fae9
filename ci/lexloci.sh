#!/bin/sh
# Lints, tests and checks the policies and flows of a repository, and says of a change which verdicts it turns. It runs at the
# top of the repository; lists are separated by spaces.
#
#   LEXLOCI_POLICIES  policies                                                   policy.loci
#   LEXLOCI_FLOWS     flows, each judged by every policy                         flows/*.json
#   LEXLOCI_TESTS     tests: Markdown files and folders of them                  tests
#   LEXLOCI_BASE      the commit, or a folder with the files, before a change    none: no change is told
#   LEXLOCI_REPORTS   the folder for NAME.sarif, NAME.xml and summary.md         lexloci-reports
#   LEXLOCI           the command                                                lexloci
#
# Exit codes, the worst of all: 0 every flow is compliant, every test passes and there is no lint; 4 not applicable;
# 3 undetermined; 1 a flow is non-compliant, a test or a lint fails, or a version step is too small; 2 something cannot be read.
set -u
# Lists are split into words, and patterns in them are expanded: none of these is quoted below.
policies=${LEXLOCI_POLICIES:-policy.loci}
flows=${LEXLOCI_FLOWS:-flows/*.json}
tests=${LEXLOCI_TESTS:-tests}
base=${LEXLOCI_BASE:-}
reports=${LEXLOCI_REPORTS:-lexloci-reports}
lexloci=${LEXLOCI:-lexloci}

# A list of nothing would judge nothing, and pass.
for list in policies flows tests; do
  eval "set -- \$$list"
  if [ $# -eq 0 ]; then
    echo "lexloci: the list of $list is empty" >&2
    exit 2
  fi
done
set --

mkdir -p "$reports" || exit 2
summary=$reports/summary.md
printed=$reports/.printed
old=
trap 'rm -rf "$printed" ${old:+"$old"}' EXIT
printf '# Lex Loci\n' >"$summary"
worst=0

# Says how bad an exit code is.
rank() {
  case $1 in 0) echo 0 ;; 4) echo 1 ;; 3) echo 2 ;; 1) echo 3 ;; *) echo 4 ;; esac
}

# Notes an exit code; what is no code of the command is 2.
note() {
  code=$1
  case $code in 0 | 1 | 2 | 3 | 4) ;; *) code=2 ;; esac
  if [ "$(rank "$code")" -gt "$(rank "$worst")" ]; then worst=$code; fi
}

# Runs a command and puts what it prints under a heading: section HEADING COMMAND…
section() {
  heading=$1
  shift
  "$@" >"$printed" 2>&1
  exit_code=$?
  word=failed
  if [ "$exit_code" -eq 0 ]; then word=passed; fi
  {
    printf '\n## %s: %s\n' "$heading" "$word"
    if [ -s "$printed" ]; then
      printf '\n````text\n'
      cat "$printed"
      printf '````\n'
    fi
  } >>"$summary"
}

# Puts the files as they were before the change into a folder.
before() {
  if [ -d "$base" ]; then
    cp -R "$base/." "$1"
  else
    git archive --output "$1/.base.tar" "$base" && tar -xf "$1/.base.tar" -C "$1" && rm "$1/.base.tar"
  fi
}

# Tells which verdicts a change of a policy turns, on the repository's flows first. A search that did not end is no failure.
changes() {
  if [ ! -f "$old/$1" ]; then
    printf '\n## Changes of %s: it is new\n' "$1" >>"$summary"
    return
  fi
  section "Changes of $1" $lexloci diff "$old/$1" "$1" --on $flows --on-old "$old"
  if [ "$exit_code" -ne 3 ]; then note "$exit_code"; fi
}

if [ -n "$base" ]; then
  old=$(mktemp -d) || exit 2
  if before "$old" >"$printed" 2>&1; then
    for policy in $policies; do changes "$policy"; done
  else
    printf '\n## Changes: %s cannot be read\n\n````text\n%s\n````\n' "$base" "$(cat "$printed")" >>"$summary"
    note 2
  fi
fi

for policy in $policies; do
  name=$(basename "$policy" .loci)
  section "Lint of $policy" $lexloci lint "$policy"
  note "$exit_code"
  section "Verdicts by $policy" $lexloci check "$policy" $flows
  note "$exit_code"
  $lexloci check "$policy" $flows --format sarif >"$reports/$name.sarif" 2>/dev/null
  $lexloci check "$policy" $flows --format junit >"$reports/$name.xml" 2>/dev/null
done

section "Tests" $lexloci test $tests
note "$exit_code"

cat "$summary"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$worst"
