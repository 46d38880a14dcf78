export const exempt = (projectId: string, constraint: string) =>
  [
    "cat > exempt.yaml <<'YAML'",
    `name: projects/${projectId}/policies/${constraint}`,
    'spec:',
    '  rules:',
    '  - enforce: false',
    'YAML',
    'gcloud org-policies set-policy exempt.yaml',
  ].join('\n');
