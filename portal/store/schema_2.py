"""Schema 2: files, notices, days off, periods on paper, letters; and what lists show of lateness and paper.

The statements are kept as they were when this schema was new: today's models may have grown since.
"""

from __future__ import annotations

from portal.store.days_off import begin_with_days_off
from portal.store.sqlite import SqliteDatabase

_STATEMENTS = (
    'ALTER TABLE "assignment" ADD COLUMN "surat_tanggal" TEXT',
    'ALTER TABLE "assignment" ADD COLUMN "menggantikan" TEXT',
    'ALTER TABLE "assignment" ADD COLUMN "perpanjangan" TEXT',
    'ALTER TABLE "assignment" ADD COLUMN "perpanjangan_tanggal" TEXT',
    'ALTER TABLE "person" ADD COLUMN "surel" TEXT',
    'ALTER TABLE "person" ADD COLUMN "read_news" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "task" ADD COLUMN "started_at" TEXT',
    'ALTER TABLE "task" ADD COLUMN "paused_at" TEXT',
    'ALTER TABLE "cycle" ADD COLUMN "opened_with" TEXT REFERENCES "snapshot"("sha256")',
    'ALTER TABLE "cycle" ADD COLUMN "finished_at" TEXT',
    'ALTER TABLE "cycle" ADD COLUMN "paused_at" TEXT',
    'ALTER TABLE "cycle" ADD COLUMN "returns" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "cycle" ADD COLUMN "on_paper" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "cycle" ADD COLUMN "skipped" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "cycle" ADD COLUMN "late" INTEGER NOT NULL DEFAULT 0',
    'UPDATE "cycle" SET "returns" = "putaran" - 1, "finished_at" = "ended_at", "skipped" = '
    '(SELECT count(*) FROM "event" e WHERE e."cycle" = "cycle"."id" AND e."kind" = \'lewati\')',
    'DROP INDEX IF EXISTS "task_agency_role"',
    'CREATE INDEX IF NOT EXISTS "task_agency_role_unit" ON "task" ("agency", "role", "unit")',
    'CREATE TABLE "file" ("id" TEXT NOT NULL PRIMARY KEY, "agency" TEXT NOT NULL, '
    '"cycle" TEXT NOT NULL REFERENCES "cycle"("id"), "seq" INTEGER NOT NULL, "step" TEXT, '
    '"putaran" INTEGER NOT NULL, "unit" TEXT, "purpose" TEXT NOT NULL, "name" TEXT NOT NULL, '
    '"media_type" TEXT NOT NULL, "size" INTEGER NOT NULL, "sha256" TEXT NOT NULL, "person" TEXT NOT NULL, '
    '"person_name" TEXT NOT NULL, "at" TEXT NOT NULL, "located" INTEGER NOT NULL, "broken_at" TEXT)',
    'CREATE INDEX "file_cycle_seq" ON "file" ("cycle", "seq")',
    'CREATE INDEX "file_agency_sha256" ON "file" ("agency", "sha256")',
    'CREATE TABLE "notice" ("id" INTEGER NOT NULL PRIMARY KEY, "person" TEXT NOT NULL REFERENCES "person"("id"), '
    '"agency" TEXT NOT NULL, "cycle" TEXT NOT NULL REFERENCES "cycle"("id"), "seq" INTEGER NOT NULL, '
    '"kind" TEXT NOT NULL, "detail" TEXT NOT NULL, "at" TEXT NOT NULL, "read_at" TEXT)',
    'CREATE INDEX "notice_cycle" ON "notice" ("cycle")',
    'CREATE INDEX "notice_person_id" ON "notice" ("person", "id")',
    'CREATE INDEX "notice_person_read_at" ON "notice" ("person", "read_at")',
    'CREATE TABLE "holiday" ("id" TEXT NOT NULL PRIMARY KEY, "day" TEXT NOT NULL, "sampai" TEXT, '
    '"nama" TEXT NOT NULL, "kind" TEXT NOT NULL, "agency" TEXT, "source" TEXT NOT NULL, '
    '"created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "withdrawn_at" TEXT)',
    'CREATE INDEX "holiday_agency_day" ON "holiday" ("agency", "day")',
    'CREATE TABLE "archive" ("id" TEXT NOT NULL PRIMARY KEY, "agency" TEXT NOT NULL, "slug" TEXT NOT NULL, '
    '"period" TEXT NOT NULL, "reason" TEXT NOT NULL, "name" TEXT NOT NULL, "media_type" TEXT NOT NULL, '
    '"size" INTEGER NOT NULL, "sha256" TEXT NOT NULL, "at" TEXT NOT NULL, "person" TEXT NOT NULL, '
    '"person_name" TEXT NOT NULL, "withdrawn_at" TEXT, "withdrawn_by" TEXT, "withdrawn_why" TEXT)',
    'CREATE UNIQUE INDEX "archive_one_per_period" ON "archive" ("agency", "slug", "period") '
    'WHERE "withdrawn_at" IS NULL',
    'CREATE TABLE "letter" ("person" TEXT NOT NULL, "day" TEXT NOT NULL, "sent_at" TEXT NOT NULL, '
    '"failed_at" TEXT, PRIMARY KEY ("person", "day"))',
)


def climb(database: SqliteDatabase) -> None:
    """Bring a database of schema 1 to schema 2, in the running transaction."""
    for statement in _STATEMENTS:
        database.execute_sql(statement)
    begin_with_days_off(database)
