'use strict';

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#calls',
  deepLinking: true,
  tryItOutEnabled: true,
  // Nobody outside is asked whether the description is right.
  validatorUrl: null,
});
