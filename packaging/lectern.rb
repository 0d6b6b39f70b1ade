class Lectern < Formula
  desc "Reader for long reports in a terminal"
  homepage "https://lectern.invalid/"
  url "https://lectern.invalid/lectern-0.1.0.tar.xz"
  # sha256 of what was published comes here
  license "MIT"

  depends_on "pkg-config" => :build
  depends_on "gettext"
  depends_on "icu4c"
  depends_on "libyaml"
  depends_on "ncurses"

  def install
    ENV.prepend_path "PKG_CONFIG_PATH", Formula["icu4c"].opt_lib/"pkgconfig"
    ENV.prepend_path "PKG_CONFIG_PATH", Formula["ncurses"].opt_lib/"pkgconfig"
    system "./configure", *std_configure_args, "--localstatedir=#{var}",
           "bashcompletiondir=#{bash_completion}", "zshcompletiondir=#{zsh_completion}", "fishcompletiondir=#{fish_completion}"
    system "make", "install", "bashcompletiondir=#{bash_completion}", "zshcompletiondir=#{zsh_completion}",
           "fishcompletiondir=#{fish_completion}"
  end

  test do
    system bin/"lectern", "--check", "human-trafficking-1"
    assert_match "Trafficking", shell_output("#{bin}/lectern --contents human-trafficking-1")
  end
end
