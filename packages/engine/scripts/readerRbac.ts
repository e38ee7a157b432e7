import { writeFileSync } from 'fs';
import { join } from 'path';
import { readerManifest } from '../src';

/*
 * Writes the manifest with the portal's right to read, from the list of kinds.
 *
 * npm run kinds
 */
writeFileSync(
  join(
    __dirname,
    '../../../plugins/tenancy-backend/manifests/reader-rbac.yaml',
  ),
  readerManifest(),
);
