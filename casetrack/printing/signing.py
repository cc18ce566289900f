"""PAdES signatures (ETSI EN 319 142-1, baseline B-B) on finished PDF files, by pyHanko.

The agency's key lies in a PKCS#12 file, or in a token that is asked through PKCS#11 and never
gives it away. pyHanko takes a second to load and is imported when there is something to sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

FIELD = "Agency"
TOLD = "Signature of the agency"
LOCKED = 132  # printed, and not to be moved (ISO 32000-1, 12.5.3)
PKCS11 = "pkcs11:"


class SigningFailed(RuntimeError):
    """The key cannot be used; the message says why, for the operator."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where the key is: a PKCS#12 file, or `pkcs11:module=PATH;token=LABEL;object=LABEL`.

    `secret` is the passphrase of the file or the PIN of the token.
    """

    place: str
    secret: str


def sign(source: Path, out: BinaryIO, *, key: Key, reason: str) -> None:
    """Write the PDF to `out` with an invisible signature over all of it. Raises SigningFailed."""
    from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 - slow to load
        IncrementalPdfFileWriter,
    )
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    class AsItIs(IncrementalPdfFileWriter):
        """Leaves the metadata alone: pyHanko would write them anew, and not as PDF/A has them."""

        def _update_meta(self) -> None:
            pass

    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    prepared = source.with_suffix(".field.pdf")
    _add_field(source, prepared)
    # pyHanko runs an event loop of its own, and that wants a thread without one.
    apart = ThreadPoolExecutor(1)
    with prepared.open("rb") as pdf, _signer(key) as signer, apart:
        apart.submit(signers.sign_pdf, AsItIs(pdf), about, signer=signer, output=out).result()


def _add_field(source: Path, prepared: Path) -> None:
    """A place for the signature that nobody sees, and that a screen reader is told of."""
    import pikepdf  # noqa: PLC0415 - the web server never signs
    from pikepdf import Array, Dictionary, Name  # noqa: PLC0415

    with pikepdf.open(source) as book:
        page = book.pages[0]
        widget = book.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=FIELD, TU=TOLD, F=LOCKED,
                Rect=Array([0, 0, 0, 0]), P=page.obj,
            )
        )  # fmt: skip
        page.obj.Annots = Array([*page.get(Name.Annots, ()), widget])
        book.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)
        if Name.StructTreeRoot in book.Root:
            _tag(book, page.obj, widget)
        book.save(prepared, deterministic_id=True)


def _tag(book: Any, page: Any, widget: Any) -> None:
    """Enter the field in the structure tree (ISO 14289-1, 7.18.4)."""
    from pikepdf import Dictionary, Name  # noqa: PLC0415

    root = book.Root.StructTreeRoot
    key, whole = int(root.ParentTreeNextKey), root.K[0]
    place = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
    element = book.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=whole, Pg=page, Alt=TOLD, K=place)
    )
    whole.K.append(element)
    root.ParentTree.Nums.extend([key, element])
    root.ParentTreeNextKey = key + 1
    widget.StructParent = key


@contextmanager
def _signer(key: Key) -> Iterator[Signer]:
    if key.place.startswith(PKCS11):
        with _token_signer(key) as signer:
            yield signer
        return
    from pyhanko.sign import signers  # noqa: PLC0415

    passphrase = key.secret.encode() or None
    signer = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        key.place, passphrase=passphrase
    )
    if signer is None:
        raise SigningFailed(f"the key in {key.place} cannot be read: is its passphrase right?")
    yield signer


@contextmanager
def _token_signer(key: Key) -> Iterator[Signer]:
    from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415

    told = dict(part.split("=", 1) for part in key.place.removeprefix(PKCS11).split(";"))
    try:
        session = open_pkcs11_session(
            told["module"], token_criteria=TokenCriteria(label=told["token"]), user_pin=key.secret
        )
    except KeyError as missing:
        raise SigningFailed(f"the address of the token lacks {missing}") from missing
    except Exception as error:
        raise SigningFailed(f"the token {told['token']} cannot be opened: {error}") from error
    with session:
        yield PKCS11Signer(session, cert_label=told["object"], key_label=told["object"])
