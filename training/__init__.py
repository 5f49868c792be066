"""Making the data and the models that ship; none of it is needed to use quotecheck."""
