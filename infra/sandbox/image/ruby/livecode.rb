# What each Ruby program begins with. Ruby has no switch for the first: what was printed before a kill is kept, and live output is
# live.
$stdout.sync = true

# RubyGems and what explains a mistake take 60 ms to load: a program that needs them gets them then. The bundled gems are known
# without.
$LOAD_PATH.concat(%w[BUNDLED_GEMS]) # which image/tidy writes here
Object.autoload(:Gem, 'rubygems')
Object.autoload(:DidYouMean, 'livecode_explanations')
Object.autoload(:ErrorHighlight, 'livecode_explanations')

Kernel.module_eval do
  private def gem(...)
    Gem # which brings another method of this name
    gem(...)
  end
end

[NameError, KeyError, LoadError, NoMatchingPatternKeyError, TypeError, ArgumentError].each do |error|
  error.prepend(Module.new do
    define_method(:detailed_message) do |**options|
      # They stand before this method from then on.
      is_new = require 'livecode_explanations'
      is_new ? error.instance_method(:detailed_message).bind_call(self, **options) : super(**options)
    end
  end)
end
