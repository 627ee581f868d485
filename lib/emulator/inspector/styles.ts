export const styles = `
:root{color-scheme:light dark;--bg:#f6f7f9;--surface:#fff;--sunken:#f0f2f5;--line:#e3e6ea;--text:#14181f;--muted:#5b6472;
--accent:#0f6cbd;--accent-soft:#e8f1fa;--accent-text:#0b5394;--bad:#b3141f;--bad-soft:#fdeceb;--good:#0b6a3b;--good-soft:#e4f4ea}
@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--surface:#151a21;--sunken:#1b212a;--line:#262d37;--text:#e7eaee;
--muted:#a2abb8;--accent:#4ea3ee;--accent-soft:#12283d;--accent-text:#8cc4f5;--bad:#ff8a85;--bad-soft:#331617;--good:#6fd39c;--good-soft:#10291c}}
*{box-sizing:border-box}
html{font:400 14px/20px "Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans",sans-serif;background:var(--bg);color:var(--text)}
body{margin:0}
header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 24px;padding:8px 24px;background:var(--surface);border-bottom:1px solid var(--line)}
.brand{display:flex;align-items:center;gap:8px;margin:0;font-weight:600}.brand svg{width:20px;height:20px;color:var(--accent)}
.brand span{font-weight:400;color:var(--muted)}
nav ul{display:flex;flex-wrap:wrap;gap:4px;list-style:none;margin:0;padding:0}
nav a{display:block;padding:6px 10px;border-radius:6px;color:var(--text);text-decoration:none}
nav a:hover{background:var(--sunken)}nav a[aria-current]{background:var(--accent-soft);color:var(--accent-text);font-weight:600}
#follow{margin-left:auto;display:flex;gap:6px;align-items:center;padding:6px 0}#follow[hidden]{display:none}
main{max-width:1200px;margin:0 auto;padding:24px}
h1{font-size:20px;line-height:28px;letter-spacing:-.01em;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:15px;margin:32px 0 8px}
p{margin:0 0 12px}.muted{color:var(--muted)}a{color:var(--accent-text)}
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:8px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:8px 12px;border-top:1px solid var(--line);min-width:90px}
td a,td code,td .text{overflow-wrap:anywhere}td pre{min-width:260px;padding:6px 10px}.path{display:block;min-width:260px}
thead th{border-top:0;color:var(--muted);font-weight:600;font-size:12.5px;white-space:nowrap}
time{white-space:nowrap;font-variant-numeric:tabular-nums}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:12px 24px;margin:12px 0;padding:16px;background:var(--surface);border:1px solid var(--line);border-radius:8px}
dt{color:var(--muted);font-size:12.5px}dd{margin:0;overflow-wrap:anywhere}
.chip{display:inline-block;font-size:12px;line-height:16px;padding:2px 8px;border-radius:10px;background:var(--sunken);color:var(--text);white-space:nowrap}
.chip.good{background:var(--good-soft);color:var(--good)}.chip.bad{background:var(--bad-soft);color:var(--bad)}
code,pre{font:400 12.5px/18px ui-monospace,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
pre{margin:0;padding:12px 16px;max-height:480px;overflow:auto;background:var(--surface);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap}
.empty{padding:16px;background:var(--surface);border:1px dashed var(--line);border-radius:8px;color:var(--muted)}
form{display:flex;flex-wrap:wrap;gap:8px;align-items:end;margin:0 0 12px}label{display:grid;gap:2px}
#follow{display:flex}input[type=search],select,button{font:inherit;color:inherit;padding:6px 10px;border:1px solid var(--muted);border-radius:6px;background:var(--surface)}
button{cursor:pointer}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.trail{margin-bottom:8px}
@media (max-width:600px){header{padding:8px 16px}main{padding:16px}}
`
