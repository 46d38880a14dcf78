import { missingActions } from '../_rbac/actions.ts';
import type { Definition } from '../_rbac/evaluate.ts';
import { spotActions } from '../_role/spot-role.ts';

export const findRoles = <R extends Definition>(roles: readonly R[], name: string): R[] =>
  roles.filter(({ properties }) => properties.roleName.toLowerCase() === name.toLowerCase());

export const findRole = <R extends Definition>(roles: readonly R[], name: string): R | undefined =>
  roles.find(({ properties }) => properties.roleName.toLowerCase() === name.toLowerCase());

/** Roles whose names hold a word of the wanted one, or which hold much of Spot's list. */
export function findSimilarRoles(roleName: string, roles: readonly Definition[]): string[] {
  const words = roleName
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 3);
  const similar: string[] = [];
  for (const { properties } of roles) {
    const isSimilar =
      words.some((part) => properties.roleName.toLowerCase().includes(part)) ||
      missingActions(properties.permissions, spotActions).length < spotActions.length / 2;
    if (isSimilar) similar.push(`“${properties.roleName}”`);
    if (similar.length === 5) break;
  }
  return similar;
}
