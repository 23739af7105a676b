// Before the first paint, so that nobody who likes it dark sees it light first.
try { const theme = localStorage.getItem("theme"); if (theme) document.documentElement.dataset.theme = theme; } catch { /* storage may be closed */ }
document.documentElement.classList.add("scripted");
