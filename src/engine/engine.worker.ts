import { serve } from './worker-host.ts';

serve();
