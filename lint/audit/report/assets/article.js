// The page of one article.
"use strict";

setUpTheme();
connect(document.querySelector(".view"));
