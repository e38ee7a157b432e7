import ipaddr from 'ipaddr.js';
import { pattern } from '../pattern';

const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UUID =
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const HOSTNAME =
  /^(?=.{1,255}$)[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?(\.[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?)*\.?$/;
const GO_DURATION =
  '^[+-]?(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$';

const formats: Record<string, (text: string) => boolean> = {
  'date-time': text => DATE_TIME.test(text),
  datetime: text => DATE_TIME.test(text),
  date: text =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: text => pattern(GO_DURATION)(text),
  byte: text => BASE64.test(text),
  ipv4: text => ipaddr.IPv4.isValidFourPartDecimal(text),
  ipv6: text => text.includes(':') && ipaddr.IPv6.isValid(text),
  cidr: text => ipaddr.isValidCIDR(text),
  uuid: text => UUID.test(text),
  hostname: text => HOSTNAME.test(text),
  uri: text => URL.canParse(text) || text.startsWith('/'),
  email: text => /^[^\s@]+@[^\s@]+$/.test(text),
  mac: text => /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/.test(text),
};

/**
 * The check of a string format that the API server enforces, undefined for the formats it ignores.
 */
export function formatCheck(
  format: string,
): ((text: string) => boolean) | undefined {
  return Object.hasOwn(formats, format) ? formats[format] : undefined;
}
