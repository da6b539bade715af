from communique.display.article import marked_article
from communique.display.figures import figure
from communique.display.html import Html
from communique.display.tables import table
