# In Ruby's own order: what is asked last is told first.
require 'error_highlight'
require 'did_you_mean'
