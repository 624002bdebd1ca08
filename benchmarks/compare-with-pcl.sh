#!/usr/bin/env bash
# Segments the same scans with PCL (RANSAC plane 0.2 m + Euclidean clusters 0.5 m, C++ at -O3 -march=native) and with
# Understudy, in turns on one thread, prints both times and their ratio, per folder and over all, and checks that exact
# mode cuts PCL's own non-ground points as PCL does.
#   benchmarks/compare-with-pcl.sh FOLDER...      each holds .bin scans (float32 x, y, z, intensity)
#   CYCLES=2 benchmarks/compare-with-pcl.sh ...   measures everything twice
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] || { echo "usage: $0 FOLDER-OF-BIN-SCANS..." >&2; exit 2; }
for folder in "$@"; do
  compgen -G "$folder/*.bin" > /dev/null || { echo "$folder: no .bin scans" >&2; exit 3; }
done
modules=$(pkg-config --list-all 2> /dev/null | sed -n 's/^\(pcl_segmentation\(-[0-9.]*\)\{0,1\}\) .*/\1/p' | head -n 1)
if [ -z "$modules" ]; then
  echo "not compared: PCL is not installed (Debian: apt-get install --no-install-recommends libpcl-dev pkg-config)"
  exit 0
fi
command -v c++ > /dev/null || { echo "not compared: no C++ compiler on this machine"; exit 0; }
build="$root/benchmarks/target"
mkdir -p "$build"
# PCL_NO_PRECOMPILE in the source instantiates the templates here, so that -march=native reaches them: the prebuilt
# RANSAC is 9 times slower.
if [ ! "$build/pcl_driver" -nt "$root/benchmarks/pcl/pcl_driver.cpp" ]; then
  echo "building benchmarks/pcl/pcl_driver.cpp (a minute or two)" >&2
  # shellcheck disable=SC2046
  c++ -std=c++17 -O3 -march=native -DNDEBUG -w "$root/benchmarks/pcl/pcl_driver.cpp" -o "$build/pcl_driver" \
    $(pkg-config --cflags --libs "$modules")
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Value at a quantile of the numbers on standard input.
quantile() { sort -g | awk -v q="$1" '{v[NR] = $1} END {i = int(q * (NR - 1) + 0.5) + 1; printf "%.2f", v[i]}'; }

# Columns of a file of times: frame, PCL, RANSAC, clusters, adaptive, exact.
report() {
  printf '%s: %d scans, thread-CPU ms per frame (median, p90)\n' "$1" "$(wc -l < "$2")"
  printf '  PCL RANSAC + EuclideanClusterExtraction   %8s %8s   (RANSAC %s, clusters %s)\n' \
    "$(awk '{print $2}' "$2" | quantile 0.5)" "$(awk '{print $2}' "$2" | quantile 0.9)" \
    "$(awk '{print $3}' "$2" | quantile 0.5)" "$(awk '{print $4}' "$2" | quantile 0.5)"
  local column=5 name
  for name in "adaptive" "exact 0.5 m"; do
    printf '  Understudy, %-30s%8s %8s   PCL / this: %s (median of frames), %s (of sums)\n' \
      "$name: ground to boxes" "$(awk -v c=$column '{print $c}' "$2" | quantile 0.5)" \
      "$(awk -v c=$column '{print $c}' "$2" | quantile 0.9)" \
      "$(awk -v c=$column '{print $2 / $c}' "$2" | quantile 0.5)" \
      "$(awk -v c=$column '{a += $2; b += $c} END {printf "%.2f", a / b}' "$2")"
    column=$((column + 1))
  done
}

for ((cycle = 1; cycle <= ${CYCLES:-1}; cycle++)); do
  : > "$work/all"
  set_number=0
  for folder in "$@"; do
    set_number=$((set_number + 1))
    "$build/pcl_driver" "$work/pcl$set_number" "$folder"/*.bin | sort > "$work/pcl.txt"
    for mode in adaptive exact; do
      "$root/understudy" bench segmentation "$folder" --mode $mode --each | awk '$1 == "frame" {print $2, $5}' \
        | sort > "$work/$mode.txt"
    done
    awk '{print $1, $3, $4, $5}' "$work/pcl.txt" | join - "$work/adaptive.txt" | join - "$work/exact.txt" \
      > "$work/times"
    report "$folder" "$work/times"
    cat "$work/times" >> "$work/all"
  done
  [ $# -eq 1 ] || report "all folders" "$work/all"
done
echo "exact mode against PCL's clusters on PCL's own non-ground points:"
set_number=0
for folder in "$@"; do
  set_number=$((set_number + 1))
  "$root/understudy" segment "$folder" --mode exact --tolerance 0.5 --min-points 10 \
    --ground-mask "$work/pcl$set_number/ground" --out "$work/exact$set_number" > /dev/null
  "$root/understudy" bench agreement "$work/pcl$set_number/labels" "$work/exact$set_number" --at-least 0.9999
done
