import { z } from 'zod';
import { dnsLabel } from '../names/objectNames';

const PLACEHOLDER = '\\$\\{\\{ *[A-Za-z]+ *\\}\\}';
const HOST = `(?:[A-Za-z0-9.-]|${PLACEHOLDER})+`;

/** An address without credentials, query and fragment; what requests and guard rails put together must stay what it says. */
function address(schemes: string, example: string, path = '') {
  return z
    .string()
    .max(2048)
    .regex(
      new RegExp(`^(${schemes})://${HOST}(:\\d{1,5})?${path}$`),
      `must be an address such as ${example}, without credentials`,
    )
    .describe('May use ${{ tenant }}, ${{ namespace }} and ${{ environment }}');
}

const named = {
  name: dnsLabel.describe('Name that requests use'),
};

const PATH = `(/(?:[A-Za-z0-9._~-]|${PLACEHOLDER})+)*`;

/**
 * What KEDA's operator may call for tenants, by type of trigger. It calls with its own place in the network, so requests choose of these
 * by name and never give an address.
 *
 * @public
 */
export const scalingSchema = z.strictObject({
  prometheus: z
    .array(
      z.strictObject({
        ...named,
        address: address('https?', 'http://thanos.monitoring.svc:9092', PATH),
        namespaced: z
          .boolean()
          .default(true)
          .describe(
            'Whether it answers only of the namespace that the query parameter namespace names, as prom-label-proxy does',
          ),
      }),
    )
    .max(20)
    .default([]),
  kafka: z
    .array(
      z.strictObject({
        ...named,
        address: z
          .string()
          .max(2048)
          .regex(
            new RegExp(`^${HOST}:\\d{1,5}(,${HOST}:\\d{1,5})*$`),
            'must be brokers such as kafka-0.example.com:9092,kafka-1.example.com:9092',
          )
          .describe('Bootstrap servers, separated by commas'),
        tls: z.boolean().default(false),
        sasl: z
          .enum(['none', 'plaintext', 'scram_sha256', 'scram_sha512'])
          .default('none'),
        version: z
          .string()
          .regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 3.9.0')
          .optional()
          .describe('Protocol version of the brokers'),
      }),
    )
    .max(20)
    .default([]),
  rabbitmq: z
    .array(
      z.strictObject({
        ...named,
        address: address(
          'amqps?|https?',
          'amqps://rabbitmq.example.com:5671',
          `${PATH}/?`,
        ).describe(
          'The last part of the path is the virtual host; a path before it ends with / where there is none',
        ),
      }),
    )
    .max(20)
    .default([]),
  sqs: z
    .array(
      z.strictObject({
        ...named,
        address: address(
          'https',
          'https://sqs.eu-central-1.amazonaws.com/123456789012',
          '/\\d{12}',
        ).describe('Where the queues are: service and account'),
        region: z
          .string()
          .max(64)
          .regex(/^[a-z0-9-]+$/, 'must be a region such as eu-central-1'),
      }),
    )
    .max(20)
    .default([]),
});

/**
 * What an environment offers to scalers, after parsing.
 *
 * @public
 */
export type Scaling = z.output<typeof scalingSchema>;
