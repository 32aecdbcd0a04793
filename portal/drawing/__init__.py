"""The drawn form: one layout of an SOP's flow, and the carriers that draw it. Pure, like the document."""
