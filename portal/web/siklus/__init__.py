"""The pages of cycles: one cycle, every act on it, its files and its papers."""
