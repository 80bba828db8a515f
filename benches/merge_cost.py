#!/usr/bin/env python3
"""What merging costs against how many names there are.

    cargo bench --bench merge --no-run
    merge_cost.py target/release/deps/merge-HASH [PAIRS.csv] > docs/merging-cost.svg

Runs the bench with more and more names (seconds of the processor, the least of the runs), prints the rows of a Markdown table
on standard error and draws them: both axes in powers of ten, with the line of what is linear in the number of names.
"""
import math, re, subprocess, sys

SIZES = [2_500, 5_000, 10_000, 20_000, 50_000, 100_000]
RUNS = 2
WIDE, HIGH, MARGIN = 560, 340, 60


def measure(program, size, pairs):
    best = None
    for _ in range(RUNS):
        told = subprocess.run([program, str(size), *pairs], check=True, capture_output=True, text=True).stdout
        found = {
            "seconds": float(re.search(r"the whole merge: .*?: ([\d.]+) s", told)[1]),
            "candidates": int(re.search(r"\((\d+) candidates a name\)", told)[1]),
            "recall": (re.search(r"after the cheap look ([\d.]+)", told) or [None, ""])[1],
            "pairs": int(re.search(r"the cascade: (\d+) pairs", told)[1]),
            "memory": int(re.search(r"at most (\d+) MB", told)[1]),
        }
        best = found if best is None or found["seconds"] < best["seconds"] else best
    print(f"| {size:,} | {best['seconds']:.1f} | {best['memory']:,} | {best['candidates']} | {best['pairs']:,} | {best['recall']} |", file=sys.stderr, flush=True)
    return best["seconds"]


def draw(costs):
    low, high = math.log10(min(SIZES)), math.log10(max(SIZES))
    least, most = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    x = lambda size: MARGIN + (math.log10(size) - low) / (high - low) * (WIDE - 2 * MARGIN)
    y = lambda cost: HIGH - MARGIN - (math.log10(cost) - least) / (most - least) * (HIGH - 2 * MARGIN)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">']
    out.append(f'<title>Seconds of the processor against names</title><rect width="{WIDE}" height="{HIGH}" fill="white"/>')
    for power in range(least, most + 1):
        at = y(10**power)
        out.append(f'<path d="M{MARGIN} {at:.1f}H{WIDE - MARGIN}" stroke="#ddd"/><text x="{MARGIN - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for size in SIZES:
        out.append(f'<text x="{x(size):.1f}" y="{HIGH - MARGIN + 18}" text-anchor="middle">{size:,}</text>')
    linear = [costs[-1] * size / SIZES[-1] for size in SIZES]
    path = lambda points: "M" + "L".join(f"{x(size):.1f} {max(MARGIN, min(HIGH - MARGIN, y(cost))):.1f}" for size, cost in zip(SIZES, points))
    out.append(f'<path d="{path(linear)}" fill="none" stroke="#888" stroke-dasharray="4 4"/>')
    out.append(f'<path d="{path(costs)}" fill="none" stroke="#0072b2" stroke-width="2"/>')
    out += [f'<circle cx="{x(size):.1f}" cy="{y(cost):.1f}" r="4" fill="#0072b2"/>' for size, cost in zip(SIZES, costs)]
    out.append(f'<text x="{WIDE / 2}" y="{HIGH - 14}" text-anchor="middle">distinct names (dashed: linear)</text>')
    out.append(f'<text x="{MARGIN}" y="{MARGIN - 18}">the whole merge, seconds of the processor</text></svg>')
    print("\n".join(out))


if __name__ == "__main__":
    draw([measure(sys.argv[1], size, sys.argv[2:3]) for size in SIZES])
