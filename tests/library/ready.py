"""A small library in order, and what a visitor finds in it."""

from portal.library import Library, Query


def ready(world, variants: int = 1) -> Library:
    """Write a base and an agency that follows it, among other documents; return the library."""
    world.base("surat-masuk")
    world.agency("kota")
    world.variant("kota", "surat-masuk")
    for number in range(variants):
        world.base(f"lain-{number}")
        world.variant("kota", f"lain-{number}")
    return world.library()


def names(library, text: str = "") -> list[str]:
    """Return the slugs of the documents that a visitor's search finds."""
    return [hit.slug for hit in library.search(Query(text)).rows]
