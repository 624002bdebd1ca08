#!/usr/bin/env bash
# Segments the same scans with PCL (RANSAC plane 0.2 m + Euclidean clusters 0.5 m, C++ at -O3 -march=native) and with
# Understudy, in turns on one thread, prints both times and their ratio, and checks that exact mode cuts PCL's own
# non-ground points as PCL does.
#   benchmarks/compare-with-pcl.sh FOLDER [CYCLES]      FOLDER holds .bin scans (float32 x, y, z, intensity)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] && [ -d "$1" ] || { echo "usage: $0 FOLDER-OF-BIN-SCANS [CYCLES]" >&2; exit 2; }
scans=$(cd "$1" && pwd)
cycles=${2:-2}
compgen -G "$scans/*.bin" > /dev/null || { echo "$scans: no .bin scans" >&2; exit 3; }
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
field() { awk -v f="$1" '$0 ~ "\"" f "\" : {" {on = 1} on && /"median"|"p90"/ {gsub(/[^0-9.]/, "", $3); print $3}
  on && /}/ {exit}' "$2"; }

for ((cycle = 1; cycle <= cycles; cycle++)); do
  "$build/pcl_driver" "$work" "$scans"/*.bin > "$work/pcl.txt"
  "$root/understudy" bench segmentation "$scans" --json > "$work/java.json"
  "$root/understudy" bench segmentation "$scans" --mode exact --json > "$work/exact.json"
  pcl=$(awk '{print $3}' "$work/pcl.txt" | quantile 0.5)
  printf 'cycle %d, %d scans, thread-CPU ms per frame (median, p90)\n' "$cycle" "$(wc -l < "$work/pcl.txt")"
  printf '  PCL RANSAC + EuclideanClusterExtraction  %8s %8s   (RANSAC %s, clusters %s)\n' "$pcl" \
    "$(awk '{print $3}' "$work/pcl.txt" | quantile 0.9)" "$(awk '{print $4}' "$work/pcl.txt" | quantile 0.5)" \
    "$(awk '{print $5}' "$work/pcl.txt" | quantile 0.5)"
  for mode in java exact; do
    read -r median p90 < <(field cpuMillis "$work/$mode.json" | paste -sd ' ')
    name="Understudy, adaptive"; [ $mode = java ] || name="Understudy, exact 0.5 m"
    printf '  %-40s %8.2f %8.2f   PCL / this = %.0f\n' "$name: ground, clusters, boxes" "$median" "$p90" \
      "$(awk -v a="$pcl" -v b="$median" 'BEGIN {print a / b}')"
  done
done
"$root/understudy" segment "$scans" --mode exact --tolerance 0.5 --min-points 10 --ground-mask "$work/ground" \
  --out "$work/exact" > /dev/null
echo "exact mode against PCL's clusters on PCL's own non-ground points:"
"$root/understudy" bench agreement "$work/labels" "$work/exact" --at-least 0.9999
