import { schemaSet, validate } from '../src';
import { bundledSchemas } from '../src/validate/bundled';
import { benchPlatform, benchTenant, renderBenchTenant } from './estate';
import { print, timeOf } from './measure';

/*
 * A thousand tenants rendered and validated, from nothing: with the compilation of the schemas, in a process of its
 * own, so that its memory is this alone.
 */
const TENANTS = 1000;
const MAX_SECONDS = 10;
const MAX_MEGABYTES = 512;

function main(): void {
  let objects = 0;
  let bytes = 0;
  let errors = 0;
  const before = process.cpuUsage();
  const milliseconds = timeOf(() => {
    const platform = benchPlatform();
    const schemas = schemaSet(bundledSchemas());
    for (let i = 0; i < TENANTS; i++) {
      const set = renderBenchTenant(benchTenant(`team-${i}`), platform);
      const rendered = set.files.flatMap(file => file.objects);
      objects += rendered.length;
      bytes += set.bytes;
      errors += validate(rendered, schemas).length;
    }
  });
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { user, system } = process.cpuUsage(before);
  // While others have the processor, the time is theirs.
  const seconds = Math.min(milliseconds / 1000, (user + system) / 1e6);
  print(
    `${TENANTS} tenants, ${objects} objects, ${(bytes / 1e6).toFixed(
      0,
    )} MB of YAML, ${errors} findings`,
  );
  print(
    `  rendered and validated  ${seconds.toFixed(
      1,
    )} s (at most ${MAX_SECONDS}), ${(milliseconds / 1000).toFixed(
      1,
    )} s with others`,
  );
  print(
    `  peak memory             ${megabytes.toFixed(
      0,
    )} MB (at most ${MAX_MEGABYTES})`,
  );
  if (errors > 0 || seconds > MAX_SECONDS || megabytes > MAX_MEGABYTES) {
    process.exitCode = 1;
  }
}

main();
