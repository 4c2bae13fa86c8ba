interface ImportMetaEnv {
  /** Whether public/sst held the SST test set when the site was built or served (vite.config.ts). */
  readonly SST_ON_SITE: boolean;
  /** SHA-256 in hex of the files in public/model, by name: what the bundled model's files have to be (vite.config.ts). */
  readonly MODEL_SHA256: Readonly<Record<string, string>>;
  /** The same of the files in public/model/toy-addition and toy-subtraction, by task. */
  readonly TOY_SHA256: Readonly<Record<'addition' | 'subtraction', Readonly<Record<string, string>>>>;
  /** The version in package.json, for the provenance of exports. */
  readonly APP_VERSION: string;
  /** Where the source is published (scripts/shipped-texts.ts), or the archive on the site (scripts/source-archive.ts). */
  readonly SOURCE_URL: string;
}
