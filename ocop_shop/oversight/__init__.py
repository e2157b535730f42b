"""The desk of programme staff: who may act where, whom to call, what to remind of, which badges are doubted."""
