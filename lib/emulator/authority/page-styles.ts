export const styles = `
:root{color-scheme:light dark;--bg:#f6f7f9;--surface:#fff;--sunken:#f0f2f5;--line:#e3e6ea;--text:#14181f;--muted:#5b6472;
--accent:#0f6cbd;--accent-soft:#e8f1fa;--accent-text:#0b5394;--bad:#b3141f;--bad-soft:#fdeceb;--shadow:0 8px 28px rgb(16 24 40/.1)}
@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--surface:#151a21;--sunken:#1b212a;--line:#262d37;--text:#e7eaee;
--muted:#a2abb8;--accent:#4ea3ee;--accent-soft:#12283d;--accent-text:#8cc4f5;--bad:#ff8a85;--bad-soft:#331617;--shadow:none}}
*{box-sizing:border-box}
html{font:400 14px/20px "Segoe UI",system-ui,-apple-system,Roboto,"Noto Sans",sans-serif;background:var(--bg);color:var(--text)}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px 16px}
main{width:100%;max-width:460px;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:28px;box-shadow:var(--shadow)}
.brand{display:flex;align-items:center;gap:8px;margin:0 0 20px;font-weight:600}.brand svg{width:20px;height:20px;color:var(--accent)}
.brand span{font-weight:400;color:var(--muted)}
h1{font-size:20px;line-height:28px;letter-spacing:-.01em;margin:0 0 4px}
h2{font-size:14px;margin:20px 0 4px}
p{margin:0 0 16px}.muted{color:var(--muted)}
ul{list-style:none;margin:0;padding:0}li+li{border-top:1px solid var(--line)}
button{font:inherit;color:inherit;display:flex;width:100%;gap:12px;align-items:center;text-align:left;padding:10px 8px;border:0;border-radius:6px;background:none;cursor:pointer}
button:hover{background:var(--sunken)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:6px}
.face{flex:none;display:grid;place-items:center;width:36px;height:36px;border-radius:50%;background:var(--accent-soft);color:var(--accent-text);font-weight:600;font-size:13px}
.who{display:grid;min-width:0;flex:1}.who span{color:var(--muted);font-size:12.5px;overflow:hidden;text-overflow:ellipsis}
.chip{flex:0 1 auto;font-size:12px;line-height:16px;padding:2px 8px;border-radius:10px;background:var(--accent-soft);color:var(--accent-text);max-width:150px}
.chip.none{background:var(--sunken);color:var(--muted)}
input{font:inherit;color:inherit;width:100%;margin:0 0 8px;padding:9px 10px;border:1px solid var(--muted);border-radius:6px;background:var(--bg);letter-spacing:.08em}
input[type=hidden]{display:none}
button.plain{justify-content:center;width:auto;padding:8px 16px;margin-top:12px;background:var(--accent-soft);color:var(--accent-text);font-weight:600}
ul.scopes{margin:0 0 12px}ul.scopes li{padding:8px 0}.row{display:flex;gap:8px;justify-content:flex-end}
.choice{display:flex;gap:8px;align-items:center;margin:4px 0}.choice input{width:auto;margin:0}
details{margin-top:12px;border-top:1px solid var(--line);padding-top:12px}summary{cursor:pointer;color:var(--muted);padding:2px 8px}
.error{padding:12px 14px;border-radius:6px;background:var(--bad-soft);color:var(--bad);overflow-wrap:anywhere}
a{color:var(--accent-text)}code{font:400 12.5px/18px ui-monospace,Menlo,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
`
