puts "Hello World"
