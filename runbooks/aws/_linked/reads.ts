/** Inline policies are read where the role has some. */
export const linkedReads = {
  'iam:ListRolePolicies': 'linked-more-inline',
  'iam:GetRolePolicy': 'linked-more-inline',
};
