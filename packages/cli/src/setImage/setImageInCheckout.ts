import { existsSync } from 'node:fs';
import {
  applyEdit,
  capabilityOf,
  FindingsError,
  type Finding,
  isTenant,
  type Layout,
  type ParseOptions,
  parseRequest,
  readRequests,
  type RequestEnvelope,
  requestFile,
  requestPath,
  requestText,
  setImage,
  teamOf,
  tenantRequestPath,
  finish,
} from '@groundwork/engine';
import { applyChange } from '../applyChange';
import { Checkout } from '../checkout/Checkout';
import { textsOf } from '../checkTree';
import { text } from '../formats/text';
import { renderCheckout } from '../renderCheckout';
import { readSetup } from '../setup/readSetup';
import type { Terminal } from '../Terminal';
import { UsageError } from '../UsageError';
import { exitCodes } from './exitCodes';
import type { Deployed, SetImageFlags } from './SetImageFlags';

/** Edits the request in a checkout and renders it, without a commit. Files of other tenants are left alone. */
export async function setImageInCheckout(
  { tenant, workload, image }: Deployed,
  flags: SetImageFlags,
  terminal: Terminal,
): Promise<number> {
  const directory = flags.dir ?? '.';
  if (!existsSync(directory)) {
    throw new UsageError(`${directory} is not a directory.`);
  }
  const { platform, extensions, groups } = await readSetup(directory, flags);
  const { capabilities } = extensions;
  const { layout } = platform;
  const known = { capabilities, layout };
  const checkout = new Checkout(directory, platform);
  const texts = new Map(textsOf(checkout));
  const { requests } = readRequests(texts, known);
  const own = requests.filter(
    ({ metadata }) => metadata.tenant === tenant || metadata.name === tenant,
  );
  const request = deployedOf(own, { tenant, workload }, known);
  const root = own.find(
    each => isTenant(each) && each.metadata.name === tenant,
  );
  if (!root || !isTenant(root)) {
    throw new UsageError(
      `There is no request of tenant ${tenant} in ${directory} that can be read (${tenantRequestPath(
        tenant,
        layout,
      )}).`,
    );
  }
  const { edit, images, findings } = setImage(
    request,
    {
      image,
      ...(flags.env ? { environments: flags.env } : {}),
      ...(flags.allowRepository ? { repositories: 'any' } : {}),
    },
    { tenantEnvironments: root.spec.environments, capabilities },
  );
  if (findings.length > 0) {
    return refused(findings, terminal);
  }
  if (!edit) {
    terminal.out(
      `${tenant}/${workload} is set to ${images[0]?.to} already. Nothing to do.\n`,
    );
    return exitCodes.deployed;
  }
  const path = requestPath(request, layout);
  let next: RequestEnvelope;
  try {
    next = parseRequest(applyEdit(edit, request).document, known);
  } catch (error) {
    if (error instanceof FindingsError) {
      return refused(error.findings, terminal);
    }
    throw error;
  }
  const edited = finish(
    requestText(
      // With the line ends that it has.
      checkout.text(path) ?? '',
      next,
      requestFile(next, layout).content,
      known,
    ),
  );
  texts.set(path, edited.replaceAll('\r\n', '\n'));
  const rendered = renderCheckout({
    texts,
    platform,
    capabilities,
    ...(groups ? { groups } : {}),
  });
  const ownFindings = rendered.findings.filter(
    ({ severity, subject }) =>
      severity === 'error' &&
      subject.kind === request.kind &&
      subject.name === workload,
  );
  if (ownFindings.length > 0) {
    return refused(ownFindings, terminal);
  }
  const changes = [
    { path, change: 'changed' as const, content: edited },
    ...rendered.changes.filter(
      change => change.path !== path && teamOf(change.path, layout) === tenant,
    ),
  ];
  for (const { environment, from, to } of images) {
    terminal.out(
      from === to
        ? `${environment}: ${to} already\n`
        : `${environment}: ${from} -> ${to}\n`,
    );
  }
  for (const change of changes) {
    terminal.out(`${change.change} ${change.path}\n`);
    if (!flags.check) {
      await applyChange(directory, change);
    }
  }
  return flags.check ? exitCodes.refused : exitCodes.deployed;
}

function refused(findings: readonly Finding[], terminal: Terminal): number {
  terminal.out(text(findings.map(finding => ({ finding }))));
  return exitCodes.refused;
}

function deployedOf(
  requests: readonly RequestEnvelope[],
  { tenant, workload }: { tenant: string; workload: string },
  options: ParseOptions & { layout: Layout },
): RequestEnvelope {
  const [found, ...others] = requests.filter(
    ({ kind, metadata }) =>
      metadata.tenant === tenant &&
      metadata.name === workload &&
      capabilityOf(kind, options.capabilities ?? [])?.workload,
  );
  if (!found) {
    throw new UsageError(
      `Tenant ${tenant} has no workload or service ${workload} here that can be read.`,
    );
  }
  if (others.length > 0) {
    throw new UsageError(
      `Tenant ${tenant} has several requests that deploy ${workload}: ${[
        found,
        ...others,
      ]
        .map(each => requestPath(each, options.layout))
        .join(', ')}.`,
    );
  }
  return found;
}
