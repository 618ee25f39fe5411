"""What residents come for. One file per journey; a journey is an `async def` that awaits steps and nothing else:
no clock, no chance, no files, no network. That purity gives Back and fast tests.
"""
