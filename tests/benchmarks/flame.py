#!/usr/bin/env python3
"""A flame graph as SVG of what `perf record -g` wrote: perf script -i DATA | flame.py TITLE [--thread NAME]
[--from SECONDS] [--to SECONDS] [--least PERCENT] > OUT.svg. Width is processor time; a title tells each box's share."""
import argparse
import html
import re
import sys

HEAD = re.compile(r"^(\S.*?)\s+\d+(?:/\d+)?\s+(?:\[\d+\]\s+)?([\d.]+):\s+(?:(\d+)\s+)?(\S+):")
FRAME = re.compile(r"^\s+[0-9a-f]+\s+(.*?)\s+\((.*)\)$")
WIDTH, ROW = 1600, 17


# What lies below or between our own functions is one box, however many functions of it are on the stack.
FOLDED = (("[kernel", "[kernel]"), ("perf-", "[shaders]"), ("swrast_dri", "[llvmpipe]"), ("libLLVM", "[LLVM]"), ("libQt6", "[Qt]"),
          ("libglib", "[Qt]"), ("JITCode:QtQml", "[QML]"), ("libqxcb", "[Qt]"), ("libgdal", "[GDAL]"), ("libsqlite3", "[SQLite]"))
START = {"clone3", "start_thread", "_start", "__libc_start_main@@GLIBC_2.34", "__libc_start_call_main", "[unknown]"}


def short(name, library):
    """A function's name without its arguments and its templates'; a library's where it is not ours to look into."""
    if name.startswith("asm_exc_page_fault"):
        return "[page fault]"
    file = library.rsplit("/", 1)[-1] if library.startswith("/") else library
    for start, label in FOLDED:
        if file.startswith(start) or start in library:
            return label
    if name == "[unknown]" or name.startswith("[unknown]"):
        return "" if file.startswith("[") else "[" + file + "]"
    name = re.sub(r"\+0x[0-9a-f]+$", "", name)
    out, depth = [], 0
    for c in name.replace("operator()", "operator[]").replace("(anonymous namespace)", "{}"):
        depth += c in "<("
        if depth == 0:
            out.append(c)
        depth -= c in ">)"
    name = "".join(out).replace(" const", "").strip() or name
    if re.match(r"Q[A-Z]|QtPrivate|QtConcurrent|std::_Function_handler|std::__invoke|decltype", name):
        return "[Qt]" if name.startswith("Q") else ""
    return name


def stacks(lines):
    """(thread, seconds, weight, frames from the root) of each sample."""
    thread, at, weight, frames = None, 0.0, 1, []
    for line in lines:
        if not line.strip():
            if thread is not None and frames:
                yield thread, at, weight, tidy(frames[::-1])
            thread, frames = None, []
            continue
        head = HEAD.match(line)
        if head:
            thread, at, weight = head[1], float(head[2]), int(head[3] or 1)
            continue
        frame = FRAME.match(line)
        if frame:
            frames.append(short(frame[1], frame[2]))


def tidy(frames):
    """Without how threads begin, without repetitions of a folded box, and nothing of the kernel below a page fault."""
    out = []
    for name in frames:
        if name and name not in START and not (name.startswith("[") and out and out[-1] == name):
            out.append(name)
        if name == "[page fault]":
            break
    return out


def tree(samples):
    root = {"name": "all", "weight": 0, "below": {}}
    for thread, weight, frames in samples:
        node = root
        root["weight"] += weight
        for name in [thread, *frames]:
            node = node["below"].setdefault(name, {"name": name, "weight": 0, "below": {}})
            node["weight"] += weight
    return root


def colour(name):
    known = (("scene::", "#e8a33d"), ("formats::", "#5aa469"), ("loading::", "#4f9da6"), ("domain::", "#7d8cc4"),
             ("geometry::", "#b07bac"), ("app::", "#d98880"), ("Qt3D", "#c9b458"), ("[llvmpipe", "#9aa5b1"), ("[LLVM", "#b5bec8"),
             ("[shaders", "#c2b5a3"), ("[page fault", "#d9534f"))
    for start, paint in known:
        if name.startswith(start):
            return paint
    return "#d8cfc0"


def draw(root, title, least):
    boxes, deepest = [], 0

    def place(node, x, width, depth):
        nonlocal deepest
        if width < WIDTH * least / 100:
            return
        deepest = max(deepest, depth)
        boxes.append((node, x, width, depth))
        for each in sorted(node["below"].values(), key=lambda n: n["name"]):
            share = width * each["weight"] / node["weight"]
            place(each, x, share, depth + 1)
            x += share

    place(root, 0.0, float(WIDTH), 0)
    height = (deepest + 1) * ROW + 30
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">',
           f'<rect width="{WIDTH}" height="{height}" fill="#faf8f4"/><text x="8" y="17" font-size="14">{html.escape(title)}</text>']
    for node, x, width, depth in boxes:
        y = height - (depth + 1) * ROW
        name = html.escape(node["name"])
        part = 100 * node["weight"] / root["weight"]
        out.append(f'<g><title>{name} {part:.1f} %</title><rect x="{x:.1f}" y="{y}" width="{max(width - 0.4, 0.2):.1f}" height="{ROW - 1}" '
                   f'fill="{colour(node["name"])}"/>')
        letters = int(width / 6.2)
        if letters > 3:
            text = node["name"] if len(node["name"]) <= letters else node["name"][:letters - 1] + "…"
            out.append(f'<text x="{x + 3:.1f}" y="{y + 12}">{html.escape(text)}</text>')
        out.append("</g>")
    out.append("</svg>")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("title")
    parser.add_argument("--thread", help="only threads whose name begins so")
    parser.add_argument("--from", dest="start", type=float, default=0.0, help="seconds after the first sample")
    parser.add_argument("--to", dest="end", type=float, default=1e12)
    parser.add_argument("--least", type=float, default=0.15, help="per cent below which nothing is drawn")
    options = parser.parse_args()
    first, taken = None, []
    for thread, at, weight, frames in stacks(sys.stdin):
        first = at if first is None else min(first, at)
        if options.start <= at - first <= options.end and (not options.thread or thread.startswith(options.thread)):
            taken.append((thread, weight, frames))
    if not taken:
        sys.exit("no sample in it")
    print(draw(tree(taken), options.title, options.least))


if __name__ == "__main__":
    main()
