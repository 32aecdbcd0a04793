"""The desk: every act on a cycle, each in one transaction, and what people read of cycles."""

from portal.desk.desk import Desk

__all__ = ["Desk"]
