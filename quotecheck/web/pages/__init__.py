"""The pages: each a function of a store and of what is asked for, which calls the library and shows what comes back."""
