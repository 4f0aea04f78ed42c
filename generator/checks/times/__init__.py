"""Deadlines, clocks, holidays and every figure that is said."""
