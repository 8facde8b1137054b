/** The random ids of the web page: of a visitor, and of one form. They say nothing about when or who. */
import { randomBytes } from 'node:crypto';

/** 128 random bits, the whole identity of a visitor or of one form. */
export function newWebId(): string {
  return randomBytes(16).toString('base64url');
}
const WEB_ID = /^[A-Za-z0-9_-]{22}$/;
export function isWebId(value: unknown): value is string {
  return typeof value === 'string' && WEB_ID.test(value);
}
