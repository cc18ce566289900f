"""Exhibits and their chains of custody as JSON-LD in the CASE and UCO ontologies.

Each exhibit is a ProvenanceRecord (its number) of a thing: a Device, a File with the hash of its
bytes, or an Item. Each act of custody is an InvestigativeAction of its parties, who are roles, at
a place. Ids are derived from the rows', so that the same case gives the same graph. What the
ontology has no word for (seals, explanations, faults) is said in descriptions.

Source: CASE 1.x, https://caseontology.org, on UCO 1.x, https://unifiedcyberontology.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from casetrack.cases.models import Case
from casetrack.evidence.links import link_of, links_of
from casetrack.evidence.models import CustodyAct, Document, Exhibit
from casetrack.rules.custody_chain import Link, Party
from casetrack.rules.custody_faults import Fault, faults
from casetrack.rules.lists import CUSTODY_ACTS, EXHIBIT_KINDS, label_of

Node = dict[str, object]

CASE = "https://ontology.caseontology.org/case/"
UCO = "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT = {
    "kb": "urn:casetrack:",
    "case-investigation": f"{CASE}investigation/",
    **{
        f"uco-{name}": f"{UCO}{name}/"
        for name in (
            "action", "core", "identity", "location", "observable", "role", "types",
        )
    },
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
DEVICES = frozenset(
    {"COMPUTER", "SERVER", "PHONE", "SIM", "SIM_BOX", "STORAGE", "NETWORK", "BIOMETRIC_DEVICE"}
)


def export(case: Case, exhibits: Sequence[Exhibit]) -> bytes:
    """The graph of a case as UTF-8 JSON-LD; the same rows give the same bytes."""
    nodes: dict[str, Node] = {}
    for node in _nodes(case, exhibits):
        nodes[str(node["@id"])] = node
    graph = {"@context": CONTEXT, "@graph": [nodes[key] for key in sorted(nodes)]}
    return json.dumps(graph, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _nodes(case: Case, exhibits: Sequence[Exhibit]) -> Iterator[Node]:
    yield {
        "@id": _id("investigation", case.id),
        "@type": "case-investigation:Investigation",
        "uco-core:name": case.number,
        "uco-core:description": case.title,
        "case-investigation:investigationForm": "case",
        "uco-core:object": _refs(_id("provenance-record", one.id) for one in exhibits),
    }
    for exhibit in exhibits:
        yield _provenance(exhibit)
        yield from _thing(exhibit)
        yield from _chain(case, exhibit)


def _provenance(exhibit: Exhibit) -> Node:
    return {
        "@id": _id("provenance-record", exhibit.id),
        "@type": "case-investigation:ProvenanceRecord",
        "case-investigation:exhibitNumber": exhibit.reference,
        "uco-core:description": exhibit.description,
        "uco-core:object": _refs([_id("thing", exhibit.id)]),
    }


def _thing(exhibit: Exhibit) -> Iterator[Node]:
    node: Node = {
        "@id": _id("thing", exhibit.id),
        "@type": "uco-core:Item",
        "uco-core:name": label_of(EXHIBIT_KINDS, exhibit.kind),
        "uco-core:description": f"{exhibit.quantity} x {exhibit.description}",
    }
    if exhibit.document:
        facet, digest = _content(exhibit.document)
        yield node | {"@type": "uco-observable:File", "uco-core:hasFacet": [facet]}
        yield digest
    elif exhibit.kind in DEVICES:
        yield node | {"@type": "uco-observable:Device", "uco-core:hasFacet": [_device(exhibit)]}
        if exhibit.maker:
            yield _maker(exhibit.maker)
    else:
        yield node


def _content(document: Document) -> tuple[Node, Node]:
    """The facet of a file's bytes, and its hash."""
    digest: Node = {
        "@id": _id("hash", document.id),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": _typed("xsd:hexBinary", document.sha256),
    }
    facet: Node = {
        "@id": _id("content-data-facet", document.id),
        "@type": "uco-observable:ContentDataFacet",
        "uco-observable:mimeType": document.media_type,
        "uco-observable:sizeInBytes": document.size,
        "uco-observable:hash": _refs([str(digest["@id"])]),
    }
    return facet, digest


def _device(exhibit: Exhibit) -> Node:
    facet: Node = {
        "@id": _id("device-facet", exhibit.id),
        "@type": "uco-observable:DeviceFacet",
        "uco-observable:deviceType": label_of(EXHIBIT_KINDS, exhibit.kind),
    }
    if exhibit.maker_number:
        facet["uco-observable:serialNumber"] = exhibit.maker_number
    if exhibit.maker:
        facet["uco-observable:manufacturer"] = {"@id": _maker(exhibit.maker)["@id"]}
    return facet


def _maker(name: str) -> Node:
    return {
        "@id": _id("identity", _NAMES, name),
        "@type": "uco-identity:Identity",
        "uco-core:name": name,
    }


def _chain(case: Case, exhibit: Exhibit) -> Iterator[Node]:
    found = faults(links_of(exhibit))
    ordered = sorted(exhibit.custody, key=lambda act: (act.occurred_at, act.seq))
    before: CustodyAct | None = None
    for act in ordered:
        link = link_of(act)
        node = _action(case, act, link, [one for one in found if one.seq == act.seq])
        if before:
            node["case-investigation:wasInformedBy"] = _refs([_action_id(before)])
        yield node
        yield from (_role(case, one) for one in (link.giver, link.taker) if one.name)
        yield {
            "@id": _id("location", case.id, act.place),
            "@type": "uco-location:Location",
            "uco-core:name": act.place,
        }
        before = act


def _action(case: Case, act: CustodyAct, link: Link, found: Sequence[Fault]) -> Node:
    giver, taker = link.giver, link.taker
    record = _id("provenance-record", act.exhibit_id)
    return {
        "@id": _action_id(act),
        "@type": "case-investigation:InvestigativeAction",
        "uco-core:name": label_of(CUSTODY_ACTS, act.kind),
        "uco-core:description": [*_said(act, found)],
        "uco-action:startTime": _instant(act.occurred_at),
        "uco-action:endTime": _instant(act.occurred_at),
        "uco-core:objectCreatedTime": _instant(act.recorded_at),
        "uco-action:performer": {"@id": _role(case, giver if giver.name else taker)["@id"]},
        "uco-action:participant": _refs([str(_role(case, taker)["@id"])]),
        "uco-action:location": _refs([_id("location", case.id, act.place)]),
        "uco-action:object": _refs([record, _id("thing", act.exhibit_id)]),
        "uco-action:result": _refs([record]),
    }


def _said(act: CustodyAct, found: Iterable[Fault]) -> Iterator[str]:
    """What the ontology has no words for."""
    yield f"{act.seq}. {act.purpose}".rstrip()
    yield f"Seal {act.seal}: {'intact' if act.seal_intact else 'not intact'}."
    if act.hash_after:
        yield f"SHA-256 before {act.hash_before}, after {act.hash_after}."
    if act.order_reference:
        yield f"Order: {act.order_reference}"
    if act.explanation:
        yield f"Explanation: {act.explanation}"
    for fault in found:
        yield f"{fault.kind.label}: {fault}"
    for word in act.confirmations:
        who = f"receipt {word.receipt}" if word.receipt else word.confirmed_by.title
        yield f"Confirmed ({word.side}) by {who}, {word.confirmed_at.isoformat()}."


def _role(case: Case, party: Party) -> Node:
    kind = "case-investigation:Investigator" if party.officer else "uco-role:Role"
    return {
        "@id": _id("role", case.id, party.officer or party.name),
        "@type": kind,
        "uco-core:name": party.name,
    }


def _action_id(act: CustodyAct) -> str:
    return _id("investigative-action", act.exhibit_id, str(act.seq))


# Names that are the same in every case: makers.
_NAMES = UUID("6f2a4b5e-0c1d-5e8f-9a3b-7c6d5e4f3a2b")


def _id(kind: str, row: UUID, name: str = "") -> str:
    return f"kb:{kind}-{uuid5(row, f'{kind} {name}')}"


def _refs(ids: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": one} for one in ids]


def _instant(at: datetime) -> Node:
    return _typed("xsd:dateTime", at.isoformat())


def _typed(kind: str, value: str) -> Node:
    return {"@type": kind, "@value": value}
