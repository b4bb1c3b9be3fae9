"""Verdicts as HTML, for notebooks. Every text from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

_NAMES = {
    "compliant": ("Compliant", "#0b6e75"),
    "non_compliant": ("Non-compliant", "#b3360b"),
    "undetermined": ("Undetermined", "#8a5a00"),
    "not_applicable": ("Not applicable", "#5a5f66"),
    "rejected": ("Not judged", "#b3360b"),
}
_MARKS = {"satisfied": "✓", "excused": "✓", "violated": "✗", "undetermined": "?", "not_applicable": "–"}
_LEFT = "text-align:left;vertical-align:top;padding:0.15em 0.8em 0.15em 0"


def _cell(text: str, tag: str = "td") -> str:
    return f'<{tag} style="{_LEFT}">{text}</{tag}>'


def _cites(cites: Iterable[Mapping[str, Any]]) -> str:
    shown = []
    for cite in cites:
        name = escape(f"{cite['source']} {cite['pin']}".strip())
        url = cite["url"] or ""
        # Only the web's own addresses become links: a policy may name any text.
        safe = url.startswith(("https://", "http://"))
        shown.append(f'<a href="{escape(url)}" rel="noopener noreferrer">{name}</a>' if safe else name)
    return "; ".join(shown)


_FACTS = 6
"""The facts of a rule that are shown; the others are folded."""


def _because(instance: Mapping[str, Any]) -> str:
    # A fact that several tests look at is shown once, and those that decide come first.
    facts: dict[tuple[str, str], bool] = {}
    for because in instance["because"]:
        fact = (because["fact"], "not stated" if because["value"] is None else because["value"])
        facts[fact] = facts.get(fact, False) or because["breaks"] or because["holds"] is None
    ordered = sorted(facts.items(), key=lambda fact: not fact[1])
    lines = [
        f'<div style="font-weight:{600 if decides else 400}">{escape(name)}: {escape(value)}</div>'
        for (name, value), decides in ordered
    ]
    folded = lines[_FACTS:]
    more = f"<details><summary>{len(folded)} more</summary>{''.join(folded)}</details>" if folded else ""
    return "".join(lines[:_FACTS]) + more


def _badge(answer: str) -> str:
    name, colour = _NAMES.get(answer, (answer, "#5a5f66"))
    return f'<strong style="color:{colour}">{escape(name)}</strong>'


def verdict(data: Mapping[str, Any]) -> str:
    """Returns a verdict as a table of its rules: what decides first, then the rest, folded."""
    policy = data["policy"]
    head = f"{_badge(data['verdict'])} · {escape(policy['name'])} {escape(policy['version'])} · as of {escape(data['as_of'])}"
    decides = {"non_compliant": "violated", "undetermined": "undetermined"}.get(data["verdict"])
    first = [one for one in data["instances"] if one["outcome"] == decides]
    rest = [one for one in data["instances"] if one["outcome"] != decides]
    body = _table(first) if first else ""
    if data["ask"]:
        missing = ", ".join(f"<code>{escape(path)}</code>" for path in data["ask"])
        body += f"<div>Missing facts: {missing}</div>"
    if rest:
        body += f"<details><summary>{len(rest)} more</summary>{_table(rest)}</details>"
    for duty in data["duties"]:
        due = f", by {escape(duty['due'])}" if duty["due"] else ""
        body += f"<div>Duty of the {escape(duty['holder'])}: {escape(duty['text'])}{due}</div>"
    return f'<div class="lexloci"><div>{head}</div>{body}</div>'


def _table(instances: Iterable[Mapping[str, Any]]) -> str:
    rows = []
    for one in instances:
        mark = _MARKS.get(one["outcome"], "")
        name = f"<strong>{escape(one['rule'])}</strong> {escape(one['at'])}<div>{escape(one['title'])}</div>"
        said = f"{mark} {escape(one['outcome'].replace('_', ' '))}"
        rows.append(f"<tr>{_cell(said)}{_cell(name)}{_cell(_because(one))}{_cell(_cites(one['cites']))}</tr>")
    head = "".join(_cell(name, "th") for name in ("", "Rule", "Facts", "Law"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def counts(title: str, counted: Mapping[str, int]) -> str:
    """Returns how many flows came to each verdict, as a table."""
    rows = "".join(f"<tr>{_cell(_badge(name))}{_cell(f'{number:,}')}</tr>" for name, number in counted.items())
    return f'<div class="lexloci"><div>{escape(title)}</div><table><tbody>{rows}</tbody></table></div>'
