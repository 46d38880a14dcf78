import { config } from 'zod';

// zod tries whether it may compile code. The site's content security policy forbids that, and the
// browser would report every try. Imported before whatever makes schemas.
config({ jitless: true });
