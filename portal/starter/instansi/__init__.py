"""JUDUL_PLUGIN: instansi dan SOP yang diikutinya.

Kode hanya perlu di sini bila instansi ini mempunyai aturan sendiri."""
