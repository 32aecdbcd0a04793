"""The rules of running a cycle. Pure: events in, state out; time and calendar are arguments."""
