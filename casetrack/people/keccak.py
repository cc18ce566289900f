"""Keccak-256 as Ethereum uses it: hashlib's sha3_256 pads differently (FIPS 202, 2015)."""

from __future__ import annotations

import itertools

RATE = 136
_MASK = (1 << 64) - 1
_Lanes = list[list[int]]


def keccak256(content: bytes) -> bytes:
    """The 32 bytes of Keccak-256 (rate 1088, padding 0x01 … 0x80)."""
    padded = bytearray(content)
    padded += b"\x00" * (RATE - len(content) % RATE)
    padded[len(content)] ^= 0x01
    padded[-1] ^= 0x80
    lanes: _Lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), RATE):
        for position in range(RATE // 8):
            word = padded[start + position * 8 : start + position * 8 + 8]
            lanes[position % 5][position // 5] ^= int.from_bytes(word, "little")
        lanes = _permute(lanes)
    return b"".join(lanes[x][0].to_bytes(8, "little") for x in range(4))


def _permute(lanes: _Lanes) -> _Lanes:
    feedback = 1
    for _ in range(24):
        lanes = _chi(_rho_and_pi(_theta(lanes)))
        for bit in range(7):
            feedback = ((feedback << 1) ^ ((feedback >> 7) * 0x71)) % 256
            if feedback & 2:
                lanes[0][0] ^= 1 << ((1 << bit) - 1)
    return lanes


def _theta(lanes: _Lanes) -> _Lanes:
    parity = [row[0] ^ row[1] ^ row[2] ^ row[3] ^ row[4] for row in lanes]
    mixed = [parity[x - 1] ^ _turn(parity[(x + 1) % 5], 1) for x in range(5)]
    return [[lane ^ mixed[x] for lane in row] for x, row in enumerate(lanes)]


def _rho_and_pi(lanes: _Lanes) -> _Lanes:
    moved = [row[:] for row in lanes]
    x, y, current = 1, 0, lanes[1][0]
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        current, moved[x][y] = lanes[x][y], _turn(current, (step + 1) * (step + 2) // 2)
    return moved


def _chi(lanes: _Lanes) -> _Lanes:
    mixed: _Lanes = [[0] * 5 for _ in range(5)]
    for x, y in itertools.product(range(5), range(5)):
        mixed[x][y] = lanes[x][y] ^ (~lanes[(x + 1) % 5][y] & lanes[(x + 2) % 5][y] & _MASK)
    return mixed


def _turn(lane: int, places: int) -> int:
    places %= 64
    return ((lane << places) | (lane >> (64 - places))) & _MASK
