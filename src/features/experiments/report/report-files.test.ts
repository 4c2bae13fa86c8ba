import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Report, reportHtml, reportZip } from './report-files.ts';

const REPORT: Report = {
  model: [
    ['name', '<b>mine</b> & co'],
    ['SHA-256', 'ab'.repeat(32)],
  ],
  published: [{ what: 'sentences', published: '1,849', here: '12' }],
  missing: [{ title: 'Accuracy', reason: 'It needs <labels>.' }],
  parts: [
    {
      title: 'Word deletion',
      question: 'Do they?',
      method: 'Words go.',
      reading: { shows: 'It falls to 9 %.', surprising: 'A rise.' },
      provenance: {
        app: 'LRP Lens',
        version: '1.2.3',
        experiment: 'deletion',
        model: { name: 'mine', sha256: 'ab'.repeat(32) },
        data: { name: 'Built-in', sentences: 155 },
        settings: { methods: ['lrp'], lrp: { eps: 0.001, biasFactor: 0 }, minLength: 10, deletions: 5, randomRuns: 10, seed: 1 },
        link: 'https://example.org/#view=experiments&experiment=deletion',
      },
      leftOut: [],
      tables: [{ name: 'curves', columns: ['word', 'x'], rows: Array.from({ length: 70 }, (_, k) => [`<w${k}>`, k]) }],
      figures: [
        {
          title: 'Curves',
          fileName: 'deletion-curves',
          source: "<svg xmlns='http://www.w3.org/2000/svg'/>",
          narrow: '<svg id="narrow"/>',
        },
      ],
    },
  ],
};

describe('a report', () => {
  it('is one page in which no word is markup, with its figures in it and the published ones beside', () => {
    const html = reportHtml(REPORT);
    expect(html).not.toMatch(/<b>mine|<w0>|<labels>|<script/);
    expect(html).toContain('&lt;b&gt;mine&lt;/b&gt; &amp; co');
    expect(html).toContain('src="data:image/svg+xml,%3Csvg%20xmlns');
    expect(html).toContain('srcset="data:image/svg+xml,%3Csvg%20id%3D%22narrow%22%2F%3E"');
    expect(html).toMatch(/<td>sentences<\/td><td>1,849<\/td><td>12<\/td>/);
    expect(html).toContain('The first 60 of 70 rows');
    expect(html).toContain('Not run. It needs &lt;labels&gt;.');
  });

  it('is a zip of tables, figures and settings, the same bytes each time, wherever it is made', () => {
    const zip = reportZip(REPORT);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual([
      'report.html',
      'settings.json',
      'deletion/deletion.json',
      'deletion/curves.csv',
      'deletion/deletion-curves.svg',
    ]);
    const read = (name: string) => new TextDecoder().decode(files[name]);
    expect(read('report.html')).toBe(reportHtml(REPORT));
    expect(read('deletion/curves.csv').trim().split('\n')).toHaveLength(71);
    expect(read('deletion/curves.csv').split('\n')[0]).not.toContain('date');
    expect(JSON.parse(read('settings.json')).experiments[0].settings.minLength).toBe(10);
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    try {
      expect(reportZip(REPORT)).toEqual(zip);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
