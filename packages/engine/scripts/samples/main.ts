import { Command, InvalidArgumentError, Option } from 'commander';
import { GatewayApi, newestGatewayApi } from '../../src';
import { platformSample } from './platformSample';
import { requestSamples } from './requestSamples';
import { samplePlatform } from './samplePlatform';
import { writeSample } from './writeSample';

interface Options {
  seed: number;
  count: number;
  out: string;
  gatewayApi: string;
  channel: GatewayApi['channel'];
  cilium: boolean;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('must be a whole number');
  }
  return value;
}

function main(): void {
  const program = new Command('samples')
    .description(
      [
        'Writes what random valid requests render to, of all kinds with all options, to be tried on a cluster.',
        'Folder 0000 holds the guard rails of the platform and the namespaces it assumes; every other folder holds one',
        'request with the tenant it needs. In each, objects.yaml has all objects in the order in which to apply them',
        '(kubectl apply -f), and tree/ the files as they lie in Git. All environments share one cluster.',
      ].join('\n'),
    )
    .option(
      '--seed <number>',
      'the same seed gives the same files',
      wholeNumber,
      1,
    )
    .option('--count <number>', 'how many requests', wholeNumber, 100)
    .requiredOption('--out <folder>', 'where to write; is created')
    .option(
      '--gateway-api <version>',
      'Gateway API of the cluster',
      newestGatewayApi.version,
    )
    .addOption(
      new Option('--channel <channel>', 'its channel')
        .choices(['standard', 'experimental'])
        .default(newestGatewayApi.channel),
    )
    .option(
      '--cilium',
      'also environments with Cilium, whose CRDs the cluster must have',
      false,
    )
    .parse();
  const { seed, count, out, gatewayApi, channel, cilium } =
    program.opts<Options>();
  const api: GatewayApi = { version: gatewayApi, channel };
  const platform = samplePlatform({ cilium });

  writeSample(out, '0000-platform', platformSample(platform));
  const width = Math.max(4, String(count).length);
  let written = 0;
  let objects = 0;
  for (const sample of requestSamples(platform, api, { seed, count })) {
    written++;
    const number = String(written).padStart(width, '0');
    writeSample(out, `${number}-${sample.name}`, sample.files);
    objects += sample.files.reduce((sum, file) => sum + file.objects.length, 0);
  }
  process.stdout.write(`${count} requests, ${objects} objects in ${out}\n`);
}

main();
