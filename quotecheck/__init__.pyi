from quotecheck.api import add as add
from quotecheck.api import check as check
from quotecheck.api import cite as cite
from quotecheck.api import load as load
from quotecheck.citing.forms import FORMS as FORMS
from quotecheck.errors import QuotecheckError as QuotecheckError
from quotecheck.extraction import Extractor as Extractor
from quotecheck.model import Article as Article
from quotecheck.model import Attribution as Attribution
from quotecheck.model import Extraction as Extraction
from quotecheck.model import Kind as Kind
from quotecheck.model import Quote as Quote
from quotecheck.model import Span as Span
from quotecheck.model import Speaker as Speaker
from quotecheck.model import Verdict as Verdict
from quotecheck.model import VerdictKind as VerdictKind
from quotecheck.reading import read as read
from quotecheck.store import QuoteFilter as QuoteFilter
from quotecheck.store import Store as Store

__version__: str
