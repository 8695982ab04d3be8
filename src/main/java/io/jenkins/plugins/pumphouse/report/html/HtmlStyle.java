package io.jenkins.plugins.pumphouse.report.html;

/** How the report looks that is taken along: light and dark, wide and narrow, on paper. */
final class HtmlStyle {
    static String text() { // no constant, which each class that uses it would have a copy of
        return """
        :root { color-scheme: light dark; --text: #1d2733; --soft: #55606e; --back: #f6f7f9; --card: #fff; --line: #dfe3e8;
          --head: #eef1f4; --good: #1a7f37; --change: #8a5a00; --bad: #c01b25; --cyan: #0e8a96; --indigo: #5a55d6;
          --orange: #c8641a; --purple: #8f4bbd; --yellow: #a57c00; --brown: #8b6148; --blue: #2a6fd1; --green: #2f8f4e;
          --pink: #c2477f }
        @media (prefers-color-scheme: dark) { :root { --text: #dfe5ec; --soft: #a3afbd; --back: #14181d; --card: #1b2129;
          --line: #2c3540; --head: #222a34; --good: #56d364; --change: #e3b341; --bad: #ff7b72; --cyan: #4cc4d0;
          --indigo: #8f8bf5; --orange: #f0955a; --purple: #c08be6; --yellow: #e3c04b; --brown: #bd9577; --blue: #6aa6f8;
          --green: #5fc27e; --pink: #ec83b0 } }
        * { box-sizing: border-box }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 0 }
        main { max-width: 1240px; margin: 0 auto; padding: 32px 24px 64px }
        h1 { font-size: 28px; margin: 0 0 4px; overflow-wrap: anywhere } h2 { font-size: 18px; margin: 36px 0 2px }
        h3 { font-size: 15px; margin: 20px 0 0 }
        p { margin: 0 0 10px; color: var(--soft); overflow-wrap: anywhere }
        .totals { display: flex; gap: 12px; margin: 20px 0 8px; flex-wrap: wrap }
        .totals div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 18px }
        .totals b { display: block; font-size: 22px }
        .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card) }
        font { font-family: inherit }
        table { width: 100%; border: 0; border-collapse: collapse }
        th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); background: var(--head) }
        tr { border: 0 } th, td { padding: 6px 10px; border: 0; border-bottom: 1px solid var(--line); vertical-align: top }
        tr:last-child td { border-bottom: 0 }
        td.name, td:last-child { min-width: 130px; overflow-wrap: anywhere } td:last-child { min-width: 220px }
        td.sign, td.id { font-family: ui-monospace, monospace; font-size: 13px; white-space: nowrap } td.id { color: var(--soft) }
        td.seconds, th.seconds { text-align: right; white-space: nowrap }
        tr.created .sign { color: var(--good) } tr.updated .sign { color: var(--change) }
        tr.conflict .sign, tr.failed .sign { color: var(--bad); font-weight: 700 }
        .lane { display: flex; gap: 12px; align-items: center; margin: 6px 0 }
        .lane span { flex: 0 0 180px; overflow-wrap: anywhere }
        .lane svg { flex: 1; min-width: 0; height: 20px; background: var(--head); border-radius: 4px }
        .cyan { fill: var(--cyan) } .indigo { fill: var(--indigo) } .orange { fill: var(--orange) }
        .purple { fill: var(--purple) } .yellow { fill: var(--yellow) } .brown { fill: var(--brown) }
        .blue { fill: var(--blue) } .green { fill: var(--green) } .pink { fill: var(--pink) }
        .keys { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 8px 0 0 }
        @media (max-width: 600px) { main { padding: 16px 12px 32px } h1 { font-size: 22px }
          .lane { display: block } .lane svg { width: 100%; display: block } .totals div { padding: 6px 12px }
          .rows thead { position: absolute; clip-path: inset(50%) } .rows tbody, .rows tr, .rows td { display: block }
          .rows tr { border-bottom: 1px solid var(--line); padding: 6px 0 }
          .rows td, .rows td.seconds { border: 0; padding: 1px 10px; text-align: left }
          .rows td.sign, .rows td.sign + td { display: inline } .rows td.sign { padding-right: 0 }
          .rows td[data-label]::before { content: attr(data-label) ": "; color: var(--soft) }
          .rows td:empty { display: none }
          .rows td, .rows td:last-child { min-width: 0; overflow-wrap: anywhere } }
        """;
    }

    private HtmlStyle() {}
}
