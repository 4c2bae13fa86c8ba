interface ImportMetaEnv {
  /** Whether public/sst held the SST test set when the site was built or served (vite.config.ts). */
  readonly SST_ON_SITE: boolean;
  /** The version in package.json, for the provenance of exports. */
  readonly APP_VERSION: string;
}
