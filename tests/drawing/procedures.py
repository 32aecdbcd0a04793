"""Procedures of any shape, to be drawn: any exits, jumps, returns, several roles in a row."""

from __future__ import annotations

from hypothesis import strategies as st

from portal.sop.model import END, Bentuk, Pelaksana, Sop, Step

WORDS = (None, "lengkap", "belum lengkap", "perlu diperbaiki lagi", "dikembalikan kepada pengelola data kinerja")


@st.composite
def procedures(draw: st.DrawFn, most_steps: int = 12, most_roles: int = 6) -> Sop:
    """Draw a procedure whose every exit may lead anywhere."""
    roles = [f"r{number}" for number in range(draw(st.integers(1, most_roles)))]
    ids = [f"s{number}" for number in range(draw(st.integers(1, most_steps)))]
    steps = tuple(draw(_steps(number, ids, roles)) for number in range(len(ids)))
    return Sop("acak", "Acak", tuple(Pelaksana(role, role.upper()) for role in roles), steps)


@st.composite
def _steps(draw: st.DrawFn, number: int, ids: list[str], roles: list[str]) -> Step:
    mine = draw(st.lists(st.sampled_from(roles), min_size=1, max_size=3, unique=True))
    others = [role for role in roles if role not in mine]
    guests = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    bentuk: Bentuk = draw(st.sampled_from(("proses", "proses", "keputusan", "keputusan", "selesai")))
    following = [*ids, END][number + 1]
    target = st.one_of(st.just(following), st.sampled_from([*ids, END]))
    if bentuk == "keputusan":
        deciding = {mine[-1]: "keputusan", mine[0]: "proses"} if len(mine) > 1 and draw(st.booleans()) else {}
        return step(
            ids[number], mine, guests, bentuk, ya=draw(target), tidak=draw(target), peran=deciding,
            label_ya=draw(st.sampled_from(WORDS)), label_tidak=draw(st.sampled_from(WORDS)),
        )  # fmt: skip
    return step(ids[number], mine, guests, bentuk, berikut=None if bentuk == "selesai" else draw(target))


def step(
    id_: str,
    roles: list[str],
    guests: list[str] | None = None,
    bentuk: Bentuk = "proses",
    *,
    berikut: str | None = None,
    ya: str | None = None,
    tidak: str | None = None,
    label_ya: str | None = None,
    label_tidak: str | None = None,
    peran: dict[str, Bentuk] | None = None,
) -> Step:
    """Return a step, its exits as a composed procedure has them."""
    return Step(
        id_, f"Mengerjakan {id_}", tuple(roles), peserta=tuple(guests or ()), bentuk=bentuk, bentuk_peran=peran or {},
        berikut=None if berikut == END else berikut, ya=ya, tidak=tidak, label_ya=label_ya, label_tidak=label_tidak,
    )  # fmt: skip


def procedure(*steps: Step, roles: int | None = None) -> Sop:
    """Return a procedure of these steps; its columns are the roles they name, in order, or `roles` of them."""
    named = dict.fromkeys(role for step in steps for role in (*step.pelaksana, *step.peserta))
    columns = [f"r{number}" for number in range(roles)] if roles else sorted(named)
    return Sop("buatan", "Buatan", tuple(Pelaksana(role, role.upper()) for role in columns), steps)
