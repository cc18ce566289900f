"""E-mail, web and network addresses and social handles, as pasted from chats and reports."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

_EMAIL = re.compile(r"[^@\s:/,;<>()]+@(?:[\w-]+\.)+[\w-]{2,}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_HANDLE = re.compile(r"(?:[a-z]+:)?[\w.\-]{2,64}")
# Reports write a bad link so that nobody opens it by mistake.
_DEFANGED = (("[.]", "."), ("(.)", "."), ("[dot]", "."), ("[:]", ":"), ("[at]", "@"), ("[@]", "@"))
_SCHEMES = {"hxxp": "http", "hxxps": "https", "http": "http", "https": "https", "fxp": "ftp"}
_USUAL_PORTS = {"http": 80, "https": 443}


def refang(text: str) -> str:
    """`hxxps://example[.]com` as a program would open it."""
    for written, meant in _DEFANGED:
        text = text.replace(written, meant)
    return text


def normalise_email(text: str) -> str:
    """Lower case without a display name. Raises Refused."""
    address = refang(text).removeprefix("mailto:").strip("<> ").lower()
    if not _EMAIL.fullmatch(address):
        raise Refused(N_("Enter an e-mail address in the form name@example.com"))
    return address


def normalise_handle(text: str) -> str:
    """@name, or platform:@name; lower case. Raises Refused."""
    platform, colon, name = text.rpartition(":")
    name = name.strip().removeprefix("@").lower()
    handle = f"{platform.strip().lower()}{colon}{name}"
    if not _HANDLE.fullmatch(handle) or name.isdigit():
        raise Refused(N_("Enter the handle as @name, or facebook:@name; no spaces"))
    return f"{platform.strip().lower()}{colon}@{name}"


def normalise_ip(text: str) -> str:
    """An IPv4 or IPv6 address; a port is left to the text as it was written. Raises Refused."""
    bare = refang(text).strip()
    host = re.sub(r"^\[(.+)\](?::\d+)?$", r"\1", bare)
    if host.count(":") == 1 and "." in host:
        host = host.partition(":")[0]
    try:
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        raise Refused(
            N_("Enter an IP address as 203.0.113.7 or 2001:db8::1, with the port after it if known")
        ) from error


def normalise_url(text: str) -> str:
    """A live address in one spelling, or a bare host name. Raises Refused."""
    bare = refang("".join(text.split()))
    scheme, separator, rest = bare.partition("://")
    if not separator:
        return _site_or_path(bare)
    known = _SCHEMES.get(scheme.lower())
    if known is None:
        raise Refused(N_("Enter a web address as https://example.com/page or example.com"))
    return _address(known, rest)


def _site_or_path(bare: str) -> str:
    """Without a scheme: example.com, or example.com/page as a browser would complete it."""
    host, slash, path = bare.partition("/")
    if slash and path:
        return _address("http", bare)
    return _host(host)


def _address(scheme: str, rest: str) -> str:
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port
    except ValueError as error:
        raise Refused(N_("The web address could not be read; copy it again")) from error
    host = _host_or_ip(parts.hostname or "")
    if port and port != _USUAL_PORTS.get(scheme):
        host = f"{host}:{port}"
    path = "" if parts.path == "/" and not parts.query else parts.path
    return urlunsplit((scheme, host, path, parts.query, ""))


def _host_or_ip(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return _host(host)
    return f"[{address}]" if address.version == 6 else str(address)


def _host(host: str) -> str:
    try:
        ascii_host = host.lower().rstrip(".").encode("idna").decode()
    except UnicodeError:
        ascii_host = ""
    if not _HOST.fullmatch(ascii_host):
        raise Refused(N_("Enter a web address as https://example.com/page or example.com"))
    return ascii_host


def defang(value: str) -> str:
    """The address so that no reader and no program can open it: hxxps://example[.]com/a."""
    scheme, separator, rest = value.partition("://")
    if not separator:
        return value.replace(".", "[.]")
    host, slash, path = rest.partition("/")
    return f"{scheme.replace('tt', 'xx')}://{host.replace('.', '[.]')}{slash}{path}"
